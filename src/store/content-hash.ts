/** The name that a snapshot is kept by: the SHA-256 of its UTF-8 bytes, hex. */
import { hash } from 'node:crypto';

export function contentHash(text: string | Uint8Array): string {
  return hash('sha256', text, 'hex');
}
