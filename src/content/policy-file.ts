/** Another program.yaml tried on the content that is there: for asking what a policy would change. */
import { basename } from 'node:path';
import type { Policy } from '../domain/policy.js';
import type { Problem } from './content.js';
import { readContentFiles, readTextFile } from './content-files.js';
import { contentOf } from './load.js';

/** `file` stands in for the folder's program.yaml. The problems are the file's own. */
export async function readPolicyFile(folder: string, file: string): Promise<{ policy: Policy | undefined; problems: Problem[] }> {
  const proposed = await readTextFile(file, basename(file), 'program');
  const others = (await readContentFiles(folder)).filter(({ kind }) => kind !== 'program');
  const { policy, problems } = contentOf(folder, [proposed, ...others]);
  return { policy, problems: problems.filter((problem) => problem.file === proposed.file && problem.severity === 'error') };
}
