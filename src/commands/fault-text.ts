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

/** A line a fault: the files as they were named, each from its top to its end. */
export function faultLines(faults: readonly FaultInFile[]): string[] {
  const files = [...new Set(faults.map(({ file }) => file))];
  const inOrder = [...faults].sort((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column);
  return inOrder.map(faultText);
}

function faultText({ file, line, column, name, message, hint }: FaultInFile): string {
  return `${file}:${line}:${column}: ${name ? `${name}: ` : ''}${message}${hint ? ` (${hint})` : ''}`;
}
