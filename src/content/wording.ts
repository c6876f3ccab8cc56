/**
 * Every sentence about faults in content, in one table (file-wording.ts has those about files that cannot be read): lower case,
 * what is wrong first, then (as the hint) what to do, in the words of the people who write content. Texts from files are quoted and
 * cut short.
 */

export interface Words {
  message: string;
  hint?: string | undefined;
}

export const say = {
  // The file as a whole.
  noProgram: {
    message: 'there is no curricula/program.yaml',
    hint: 'it names the program, its time zone and its tracks',
  },
  twoPrograms: { message: 'there are both program.yaml and program.yml', hint: 'keep one of them' },
  emptyFile: { message: 'the file is empty' },
  wrongFolder: (is: string, folder: string): Words => ({ message: `is ${is}`, hint: `move it to ${folder}` }),

  // YAML.
  unseenCharacter: (name: string): Words => ({
    message: `holds a character that cannot be seen (${name})`,
    hint: 'delete it: it is a control character, or turns the direction of writing, or has no width',
  }),
  yamlDirective: {
    message: 'lines that start with % are not used here; the file is read as YAML 1.2',
    hint: 'delete the line',
  },
  tooDeep: (levels: number): Words => ({ message: `lists and groups are nested more than ${levels} levels deep` }),
  severalDocuments: {
    message: 'a second document starts here',
    hint: 'one file holds one document: delete the --- or use two files',
  },
  alias: (name: string): Words => ({
    message: `*${cut(name)} stands for a text written elsewhere, which is not used here`,
    hint: 'write it out; a text that starts with * needs quotes',
  }),
  anchor: (name: string): Words => ({
    message: `&${cut(name)} names a value for use elsewhere, which is not done here`,
    hint: 'delete it; a text that starts with & needs quotes',
  }),
  tag: { message: 'tags (words that start with !) are not used here', hint: 'delete it; a text that starts with ! needs quotes' },
  mergeKey: { message: '<< takes over keys from elsewhere, which is not done here', hint: 'write the keys out' },
  repeatedKey: (key: string, line: number): Words => ({
    message: `the key "${cut(key)}" appears twice`,
    hint: `the first is in line ${line}`,
  }),

  // Shape.
  missingKey: (key: string, values?: string): Words => ({ message: `missing key "${key}"`, hint: values && `one of ${values}` }),
  unknownKey: (key: string, suggestion: string | undefined, keys: readonly string[], empty = false): Words => ({
    message: `unknown key "${cut(key)}"`,
    hint: suggestion
      ? `did you mean "${suggestion}"?`
      : `${empty ? 'a text with a comma in it needs quotes; ' : ''}the keys here are ${keys.join(', ')}`,
  }),
  forbiddenKey: (key: string): Words => ({ message: `unknown key "${key}"` }),
  wrongType: (label: string, expected: string, found: string, hint?: string): Words => ({
    message: `${label}: must be ${expected}, but is ${found}`,
    hint,
  }),
  rule: (label: string, message: string, hint?: string): Words => ({ message: `${label}: ${message}`, hint }),

  // Ids and references.
  repeatedId: (what: string, id: string, line: number): Words => ({
    message: `${what} "${cut(id)}" appears twice`,
    hint: `the first is in line ${line}`,
  }),
  repeatedEdition: (what: string, id: string, edition: string, file: string): Words => ({
    message: `edition ${edition} of ${what} "${id}" is in two files`,
    hint: `the other one is ${file}`,
  }),
  unknownReference: (what: string, id: string, suggestion: string | undefined, otherwise?: string): Words => ({
    message: `there is no ${what} "${cut(id)}"`,
    hint: suggestion ? `did you mean "${suggestion}"?` : otherwise,
  }),
  cycle: (stages: readonly string[]): Words => ({
    message: `these stages wait for each other: ${stages.join(' → ')}`,
    hint: 'take one of them out of "after"',
  }),

  // Windows.
  windowFault: (message: string): Words => ({ message }),
  computedWindows: (message: string): Words => ({
    message: `${message}, and likewise in other years`,
    hint: 'lower window_days or early_days, or name fewer quarters',
  }),

  // Questions.
  noRightOption: { message: 'no option is right', hint: 'mark the right one with correct: true' },
  severalRightOptions: (count: number): Words => ({
    message: `${count} options are right, but a question of type single has one`,
    hint: 'make it type: multiple, or leave one correct: true',
  }),
  noGain: { message: 'the weights of the options never come to more than 0, whatever is chosen' },
  rightWithoutWeight: (option: string): Words => ({
    message: `"${cut(option)}" is right but has no weight, while other options have one`,
    hint: 'give every right option its weight, such as 1/3',
  }),
  rightWithoutGain: (option: string): Words => ({ message: `"${cut(option)}" is right, but its weight is not above 0` }),
  noAnswerCounts: { message: 'no answer has a weight above 0' },
  catchAllAnswer: { message: 'an answer that is only * accepts everything', hint: 'for a star itself write \\*' },
  manyStars: (most: number): Words => ({
    message: `an answer has more than ${most} stars`,
    hint: 'list several answers instead',
  }),
  noNumericKey: { message: 'missing key "answer"', hint: 'or give a range: [6, 8]' },
  twoNumericKeys: { message: 'a range does not go with an answer or a tolerance', hint: 'keep one of them' },
  reversedRange: (low: string, high: string): Words => ({
    message: `the range starts at ${low}, above its end ${high}`,
    hint: `write [${high}, ${low}]`,
  }),
  equalItems: (text: string): Words => ({ message: `the item "${cut(text)}" appears twice, so its place cannot be told` }),
  equalLefts: (text: string): Words => ({ message: `the left side "${cut(text)}" appears twice` }),
  decoyIsRight: (text: string): Words => ({ message: `the decoy "${cut(text)}" is also a right side` }),
  oneChoice: { message: 'there is only one thing to choose', hint: 'give pairs with different right sides, or decoys' },

  // The blueprint.
  noExamQuestion: { message: 'no question is for the exam', hint: 'leave out "use: practice" where a question may be asked' },
  patternFitsNothing: (pattern: string): Words => ({ message: `no objective fits "${cut(pattern)}"` }),
  rowTooLarge: (count: number, found: number): Words => ({
    message: `the row draws ${count}, but ${examQuestions(found)} it`,
    hint: 'add questions, lower the count or name more objectives',
  }),
  rowWithoutPriority: (priority: string): Words => ({
    message: `no exam question that fits the row is on a ${priority} objective`,
    hint: 'add such a question, or take the priority out',
  }),
  rowsCompete: (count: number, left: number): Words => ({
    message: `the row draws ${count}, but the rows above it leave ${left === 0 ? 'none' : `only ${left}`}`,
    hint: 'no question is drawn twice: add questions, or lower a count of rows that share objectives',
  }),

  // Warnings.
  passMarkBetween: (mark: string, total: string, exact: string, needed?: string): Words => ({
    message: `${mark} % of ${total} points is ${exact}, which no result hits exactly${needed ? `: passing takes ${needed}` : ''}`,
    hint: 'draw a number of points that the pass mark divides evenly, such as 20 or 25 at 80 %',
  }),
  sameOption: (text: string): Words => ({ message: `the option "${cut(text)}" appears twice` }),
  catchAll: (text: string): Words => ({
    message: `the option "${cut(text)}" stands for the others`,
    hint: 'write what it stands for, or make the question one of type multiple',
  }),
  sameEffective: (what: string, id: string, day: string, file: string): Words => ({
    message: `${what} "${id}" has another edition that takes effect on ${day}, in ${file}`,
    hint: 'only one edition can be in force: give one of them another day',
  }),
  samePrompt: (line: number): Words => ({ message: 'this prompt is asked twice', hint: `the first is in line ${line}` }),
  notWhole: (best: string): Words => ({
    message: `the best answer earns ${best} of the question, never all of it`,
    hint: 'weights are exact: write a third as 1/3',
  }),
  notTaught: (objective: string): Words => ({ message: `no module teaches objective "${objective}"` }),
  notAsked: (objective: string, assessment: string): Words => ({
    message: `no exam question of assessment "${assessment}" asks objective "${objective}"`,
  }),
  stale: (edition: string, effective: string, window: string, opens: string): Words => ({
    message: `edition ${edition}, effective ${effective}, is older than the ${window} window (opens ${opens})`,
    hint: 'objectives, assessments and paths are refreshed for every window: review it and add an edition',
  }),
  longestIsRight: (right: number, of: number, byChance: number): Words => ({
    message: `the longest option is the right one in ${right} of ${of} single questions; by chance about ${byChance}`,
    hint: 'make wrong options as full as right ones',
  }),
  longestAreRight: (right: number, of: number, byChance: number): Words => ({
    message: `the longest options are the right ones in ${right} of ${of} multiple questions; by chance about ${byChance}`,
    hint: 'make wrong options as full as right ones',
  }),
  firstAreRight: (right: number, of: number, byChance: number): Words => ({
    message: `the right options stand first in ${right} of ${of} multiple questions; by chance about ${byChance}`,
    hint: 'mix right and wrong options',
  }),
  shortestIsRight: (right: number, of: number, byChance: number): Words => ({
    message: `the shortest option is the right one in ${right} of ${of} single questions; by chance about ${byChance}`,
    hint: 'make wrong options as short as right ones',
  }),
  placeIsRight: (place: number, right: number, of: number, byChance: number): Words => ({
    message: `option ${place} is the right one in ${right} of ${of} single questions; by chance about ${byChance}`,
    hint: 'write the options in another order: exports and printed copies show them as they are written',
  }),
  lopsided: (answer: boolean, right: number, of: number): Words => ({
    message: `"${answer}" is right in ${right} of ${of} true-false questions`,
    hint: 'turn some of the statements round',
  }),
};

function examQuestions(found: number): string {
  if (found === 0) return 'no exam question fits';
  return found === 1 ? 'only 1 exam question fits' : `only ${found} exam questions fit`;
}

/** What a value must be, continuing a sentence that starts with its key. A line feed separates the hint. */
export const must = {
  notBeEmpty: 'is empty\nwrite the text, or delete the key',
  beOneLine: 'must be on one line',
  beId: 'must be made of letters, digits, ".", "_" and "-", start with a letter or a digit, and have at most 64 of them',
  notBeReserved: 'is a word that has another meaning to the program',
  bePattern: 'must be an objective id, or the beginning of one with a * at its end',
  beDay: 'must be a day that exists, written as 2026-08-01',
  beWhole: (least: number, most: number) => `must be a whole number from ${least} to ${most}`,
  bePercent: 'must be above 0, up to 100',
  bePlainNumber: 'must be a plain number such as 80 or 82.5',
  bePoints: 'must be above 0, such as 1, 1.5 or 1/2, and at most 1000',
  beOptionWeight: 'must be from -1 to 1, such as 1, 0.5, 1/3 or -1/2',
  beAnswerWeight: 'must be from 0 to 1, such as 1, 0.5 or 1/3',
  beDecimal: 'must be a plain number such as 7, -2 or 7.5',
  beTolerance: 'must be a number not below 0, such as 1 or 0.5, or a share such as 10%',
  beDuration: 'must be a time such as 45m, 1h or 1h30m, at most 24h',
  beWebAddress: 'must be an address that starts with https:// or http://',
  beZone: 'must be a time zone that is known\nuse a name such as Europe/Berlin or UTC',
  beWindow: 'must be a quarter of a fiscal year, such as Q3FY21',
  beTwoNumbers: 'must be two numbers, such as [6, 8]',
  holdTwo: (what: string) => `must hold at least two ${what}`,
  holdOne: (what: string) => `must hold at least one ${what}`,
};

/** A text from a file, short enough for a line. */
export function cut(text: string, most = 60): string {
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : text;
}
