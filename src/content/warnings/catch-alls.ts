/** Options such as "all of the above": right or wrong, they tell more than they ask, and shuffling takes "above" away. */
import type { InForce } from '../in-force.js';
import type { Problem } from '../content.js';
import { problemAt } from '../loaded.js';
import { child } from '../node.js';
import { say } from '../wording.js';

const CATCH_ALL = /^(?:all|none|both|neither|any)(?: of)?(?: the| these| those)?(?: (?:above|below|these|those|others?|options|answers))?$/;

export function catchAllOptions({ assessments }: InForce): Problem[] {
  return assessments.flatMap(({ file }) =>
    file.questions.flatMap(({ value, node }) => {
      if (value.type !== 'single' && value.type !== 'multiple') return [];
      return value.options.flatMap(({ text }, at) =>
        isCatchAll(text) ? [problemAt(file, child(child(node, 'options'), at) ?? node, say.catchAll(text), 'warning')] : [],
      );
    }),
  );
}

function isCatchAll(text: string): boolean {
  const plain = text.toLowerCase().replace(/[.!\s]+/g, ' ').trim();
  return plain.includes(' ') && CATCH_ALL.test(plain);
}
