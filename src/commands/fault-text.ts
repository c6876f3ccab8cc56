/** Faults of files that people hand in, as a line: where, what, and what to do. */
interface FaultInFile {
  file: string;
  line: number;
  column: number;
  /** The column or key that the fault is about. */
  name?: string | undefined;
  message: string;
  hint?: string | undefined;
}

export function faultText({ file, line, column, name, message, hint }: FaultInFile): string {
  return `${file}:${line}:${column}: ${name ? `${name}: ` : ''}${message}${hint ? ` (${hint})` : ''}`;
}
