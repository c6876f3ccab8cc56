/** YAML: its traps, its faults in plain words, and what is not used of it. */
import { describe, expect, test } from 'vitest';
import { HEAD, PATH, PROGRAM, QUESTIONS, content, errors } from './small-content.js';

/** The assessment with its prompt written otherwise; the prompt is in line 9. */
function withPrompt(prompt: string): string {
  return `${HEAD}  - question: one
    objective: A-1
    type: true-false
    prompt: ${prompt}
    answer: true
`;
}

describe('what YAML 1.2 reads as text stays text', () => {
  test.each([
    ['no', 'no'],
    ['2026-08-01', '2026-08-01'],
    ['1_000', '1_000'],
    ['12:30:45', '12:30:45'],
    ['NO', 'NO'],
    ["'a: b'", 'a: b'],
    ['"tab\\there"', 'tab\there'],
    ['|\n      two\n      lines\n', 'two\nlines'],
    ['>-\n      folded\n      text', 'folded text'],
  ])('%s', (written, read) => {
    const loaded = content({ assessment: withPrompt(written) });
    expect(loaded.problems).toEqual([]);
    expect(loaded.assessments[0]!.questions[0]!.prompt).toBe(read);
  });

  test('a byte order mark and CRLF are accepted, and do not move columns', () => {
    expect(errors({ program: `\ufeff${PROGRAM.replaceAll('\n', '\r\n')}` })).toEqual([]);
    expect(errors({ program: `\ufeff${PROGRAM}nonsense: 1\r\n` })).toEqual([
      'curricula/program.yaml:6:1: error: unknown key "nonsense"\n' +
        '  hint: the keys here are program, title, time_zone, fiscal_year, certification, recertification, leave, tracks',
    ]);
  });

  test('a file that says it is YAML 1.2 is read', () => {
    expect(errors({ program: `%YAML 1.2\n---\n${PROGRAM}` })).toEqual([]);
  });
});

describe('faults of grammar', () => {
  const at = 'assessments/a.yaml';
  test.each<[string, string, string[]]>([
    [
      'a colon in a text',
      withPrompt('Which one: this or that?'),
      [`${at}:9:13: error: a second ": " on the line\n  hint: a text with a colon and a space in it needs quotes`],
    ],
    [
      'a text that starts with @',
      withPrompt('@mention'),
      [`${at}:9:13: error: a text cannot start with this character\n  hint: put the text in quotes`],
    ],
    [
      'a text that starts with a backtick',
      withPrompt('`git push`'),
      [`${at}:9:13: error: a text cannot start with this character\n  hint: put the text in quotes`],
    ],
    [
      'a quote that is not closed',
      withPrompt('"Is it so?'),
      [`${at}:9:13: error: a quote is not closed\n  hint: put the closing quote at the end of the text`],
    ],
    [
      'a backslash in double quotes',
      withPrompt('"C:\\git"'),
      [
        `${at}:9:16: error: a backslash in double quotes starts something unknown\n` +
          '  hint: write \\\\ for a backslash, or use single quotes',
      ],
    ],
    [
      'text after a closing quote',
      withPrompt('"Premium" is what?'),
      [
        `${at}:9:23: error: this is not expected here\n  hint: a quote, comma or bracket may be missing before it; ` +
          'a text that goes on after a closing quote needs quotes as a whole',
      ],
    ],
    [
      'a bracket that is not closed',
      `${HEAD}  - { question: one, sources: [F1, F2 }\n`,
      [`${at}:6:39: error: a bracket is not closed\n  hint: close it before the next key`],
    ],
    [
      'a tab as indentation',
      `${HEAD}  - question: one\n\tobjective: A-1\n`,
      [`${at}:7:1: error: a tab at the start of the line\n  hint: use spaces`],
    ],
    [
      'a key without a colon',
      `${HEAD}${QUESTIONS}  - question three\n    objective: A-1\n`,
      [
        `${at}:16:5: error: this is not a line of the form "key: value"\n` +
          '  hint: put a colon and a space after the key; a text over several lines needs quotes, or a | after its key',
      ],
    ],
    [
      'a key in the wrong column',
      `${HEAD}  - question: one\n     objective: A-1\n    type: single\n`,
      [
        `${at}:6:15: error: the line below this one is indented too far\n` +
          '  hint: keys of one group start in one column, and so do the dashes of one list',
      ],
    ],
    [
      'a dash in the wrong column',
      `${HEAD}  - question: one\n - question: two\n`,
      [
        `${at}:7:1: error: the line does not start in the column that is expected here\n` +
          '  hint: keys of one group start in one column, and so do the dashes of one list',
      ],
    ],
    ['only a comment', '# nothing yet\n', [`${at}:1:1: error: the file is empty`]],
    ['nothing at all', '', [`${at}:1:1: error: the file is empty`]],
    [
      'two documents',
      `${HEAD}${QUESTIONS}---\n${HEAD}${QUESTIONS}`,
      [`${at}:16:1: error: a second document starts here\n  hint: one file holds one document: delete the --- or use two files`],
    ],
  ])('%s', (_, assessment, expected) => {
    expect(errors({ assessment })).toEqual(expected);
  });
});

describe('what is not used of YAML', () => {
  const at = 'assessments/a.yaml';
  test.each<[string, string, string[]]>([
    [
      '%YAML 1.1',
      `%YAML 1.1\n---\n${HEAD}${QUESTIONS}`,
      [`${at}:1:1: error: lines that start with % are not used here; the file is read as YAML 1.2\n  hint: delete the line`],
    ],
    [
      '%TAG',
      `%TAG ! tag:example.com,2026:\n---\n${HEAD}${QUESTIONS}`,
      [`${at}:1:1: error: lines that start with % are not used here; the file is read as YAML 1.2\n  hint: delete the line`],
    ],
    [
      'an alias, which is also how a text that starts with a star looks',
      withPrompt('*important'),
      [
        `${at}:9:13: error: *important stands for a text written elsewhere, which is not used here\n` +
          '  hint: write it out; a text that starts with * needs quotes',
      ],
    ],
    [
      'an anchor',
      withPrompt('&p Is it so?'),
      [
        `${at}:9:16: error: &p names a value for use elsewhere, which is not done here\n` +
          '  hint: delete it; a text that starts with & needs quotes',
      ],
    ],
    [
      'a tag',
      withPrompt('!!str 5'),
      [
        `${at}:9:19: error: tags (words that start with !) are not used here\n  hint: delete it; a text that starts with ! needs quotes`,
      ],
    ],
    [
      'a merge key',
      `${HEAD}  - { <<: { use: exam }, question: one, objective: A-1, type: true-false, prompt: So?, answer: true }\n`,
      [`${at}:6:7: error: << takes over keys from elsewhere, which is not done here\n  hint: write the keys out`],
    ],
    [
      'the same key twice',
      `title: First\n${HEAD}${QUESTIONS}`,
      [`${at}:3:1: error: the key "title" appears twice\n  hint: the first is in line 1`],
    ],
    [
      'keys that mean something to JavaScript',
      `${HEAD}${QUESTIONS}__proto__: { use: exam }\nconstructor: 1\ntoString: 2\n`,
      [
        `${at}:16:1: error: unknown key "__proto__"`,
        `${at}:17:1: error: unknown key "constructor"`,
        `${at}:18:1: error: unknown key "toString"`,
      ],
    ],
    ['a list as a key', `${HEAD}${QUESTIONS}? [a]\n: b\n`, [`${at}:16:3: error: a list or a group cannot be a key`]],
    [
      'more levels than content has',
      `${HEAD}  - ${'['.repeat(40)}${']'.repeat(40)}\n`,
      [`${at}:6:28: error: lists and groups are nested more than 24 levels deep`],
    ],
  ])('%s', (_, assessment, expected) => {
    expect(errors({ assessment })).toEqual(expected);
  });

  test('a million levels are refused too, without a crash', () => {
    expect(errors({ assessment: '- '.repeat(50_000) })).toEqual([
      'assessments/a.yaml:1:51: error: lists and groups are nested more than 24 levels deep',
    ]);
  });
});

describe('characters that cannot be seen', () => {
  const hint = '  hint: delete it: it is a control character, or turns the direction of writing, or has no width';
  test.each<[string, string, string]>([
    ['a backspace', withPrompt('Is\bit so?'), '9:15: error: holds a character that cannot be seen (U+0008)'],
    ['an escape', withPrompt('Is \u001b[31mit so?'), '9:16: error: holds a character that cannot be seen (U+001B)'],
    ['writing turned round', withPrompt('Is \u202eit so?'), '9:16: error: holds a character that cannot be seen (U+202E)'],
    ['a space without width', withPrompt('Is\u200bit so?'), '9:15: error: holds a character that cannot be seen (U+200B)'],
    ['a tag character', withPrompt('Is it so?\u{e0041}'), '9:22: error: holds a character that cannot be seen (U+E0041)'],
    ['a lone carriage return', withPrompt('Is\rit so?'), '9:15: error: holds a character that cannot be seen (U+000D)'],
    ['one in a comment', withPrompt('So? # \u2066'), '9:19: error: holds a character that cannot be seen (U+2066)'],
    ['one behind an escape', withPrompt('"Is it \\u202e so?"'), '9:13: error: holds a character that cannot be seen (U+202E)'],
    ['half a character', withPrompt('"Is it \\ud800 so?"'), '9:13: error: holds a character that cannot be seen (U+D800)'],
    ['a NUL behind an escape', withPrompt('"Is it \\0 so?"'), '9:13: error: holds a character that cannot be seen (U+0000)'],
  ])('%s', (_, assessment, expected) => {
    expect(errors({ assessment })).toEqual([`assessments/a.yaml:${expected}\n${hint}`]);
  });

  test('joiners, accents, other scripts and emoji may stand', () => {
    expect(errors({ assessment: withPrompt('नहीं क्‍ष 👩‍💻 é ü 日本') })).toEqual([]);
  });

  test('they are spelled out where a message repeats them', () => {
    expect(errors({ path: PATH.replace('title: Path', 'title: Path\n"\\u202ekey": 1') })).toEqual([
      'curricula/p.yaml:3:1: error: unknown key "\\u{202e}key"\n' +
        '  hint: the keys here are path, title, edition, effective, owners, objectives, stages',
    ]);
  });
});

describe('bytes', () => {
  test('that are not UTF-8 are told with their place', () => {
    const latin1 = Buffer.concat([Buffer.from(`${HEAD}# Caf`), Buffer.from([0xe9]), Buffer.from(`\n${QUESTIONS}`)]);
    expect(errors({ assessment: latin1 })).toEqual([
      'assessments/a.yaml:6:6: error: holds bytes that are not UTF-8\n  hint: save the file as UTF-8',
    ]);
  });

  test('that are UTF-16 are called so', () => {
    expect(errors({ assessment: Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(HEAD, 'utf16le')]) })).toEqual([
      'assessments/a.yaml:1:1: error: is UTF-16\n  hint: save the file as UTF-8',
    ]);
  });

  test('in too great a number are not read', () => {
    expect(errors({ assessment: `${HEAD}${QUESTIONS}${'#'.repeat(2 * 1024 * 1024)}` })).toEqual([
      'assessments/a.yaml:1:1: error: is larger than 2 MiB\n  hint: split it: an assessment has one file an edition',
    ]);
  });
});
