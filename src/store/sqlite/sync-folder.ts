/** Puts the names in a folder on disk: a file that is synced may still lose its name in a power cut. */
import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Where the system does not let us, it is left to the system: folders of others, and Windows, which has no such thing. */
const NOT_LET: readonly unknown[] = ['EACCES', 'EPERM', 'EINVAL', 'EISDIR', 'ENOTSUP'];

export function syncFolder(folder: string): void {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(folder, 'r');
    fsyncSync(descriptor);
  } catch (error) {
    if (!NOT_LET.includes((error as NodeJS.ErrnoException).code)) throw error;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
