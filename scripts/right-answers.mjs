// Prints an answer sheet that answers every question of the given assessment files rightly, for trying the program out:
//
//   node scripts/right-answers.mjs assessments/sales-q3fy23.yaml > answers.yaml
//   certify quiz sales --answers answers.yaml
//
// Where two files ask a question of the same id, the later file is followed.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

const sheet = {};
for (const file of process.argv.slice(2)) {
  for (const question of parse(readFileSync(file, 'utf8')).questions) sheet[question.question] = rightAnswer(question);
}
// JSON is YAML, and spares a second thought about quoting.
console.log(JSON.stringify(sheet, undefined, 2));

function rightAnswer({ question, type, options, answer, answers, range, items, pairs }) {
  switch (type) {
    case 'single':
      return options.find(({ correct }) => correct).text;
    case 'multiple':
      return options.filter(({ correct, weight }) => correct ?? isAboveZero(weight)).map(({ text }) => text);
    case 'true-false':
      return answer;
    case 'short':
      return withoutStars(answers[0].text ?? answers[0]);
    case 'numeric':
      return answer ?? range[0];
    case 'order':
      return items;
    case 'match':
      return Object.fromEntries(pairs.map(({ left, right }) => [left, right]));
    default:
      throw new Error(`question ${question} is of an unknown type: ${type}`);
  }
}

/** A weight is a number or a fraction such as `1/3`. */
function isAboveZero(weight) {
  return weight !== undefined && !String(weight).startsWith('-') && !/^0(\/|$)/.test(String(weight));
}

/** A star stands for any run of characters, an empty one as well. */
function withoutStars(text) {
  return text.replace(/\\\*|\*/g, (star) => (star === '*' ? '' : '*'));
}
