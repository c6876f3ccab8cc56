/** A fault in somebody's file, with its place. Faults are values: all of them are collected and shown at once. */
export interface Fault {
  /** The line in the file, from 1; for a cell, the line on which the cell begins. */
  line: number;
  /** In a table the number of the column, as a spreadsheet counts them; in other text the character in its line. From 1. */
  column: number;
  /** The column's name, or the key; empty where the fault is the whole row's or the whole file's. */
  name: string;
  message: string;
  hint?: string | undefined;
}

/** A fault of the file as a whole. */
export function faultOfFile(message: string, hint?: string, line = 1): Fault {
  return { line, column: 1, name: '', message, hint };
}
