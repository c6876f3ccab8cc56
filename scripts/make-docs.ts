// Writes the pages of docs/ that are made from the program:
//
//   npx tsx scripts/make-docs.ts
//
// A test fails when the pages are not what this makes.
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { commandsPage } from './commands-page.js';
import { contentKeysPage } from './content-keys-page.js';

/** File name → text. */
export function madePages(): Map<string, string> {
  return new Map([
    ['commands.md', commandsPage()],
    ['content-keys.md', contentKeysPage()],
  ]);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const [name, text] of madePages()) writeFileSync(new URL(`../docs/${name}`, import.meta.url), text);
}
