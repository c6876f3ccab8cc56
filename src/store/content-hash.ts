/** The name that a snapshot is kept by: the SHA-256 of its UTF-8 bytes, hex. */
import { createHash } from 'node:crypto';

export function contentHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
