/**
 * Prompts as plain lines, for screen readers and simple terminals: lettered choices, a letter and Enter. Nothing is drawn
 * over, no cursor is moved, nothing is coloured.
 */
import type { Instant } from '../domain/day.js';
import { letterOf, lettersOf, placeOf, tokensOf } from '../domain/choice-letters.js';
import { howToAnswer } from '../domain/how-to-answer.js';
import { describeAnswer } from '../domain/typed-entry.js';
import { visible } from '../domain/visible-text.js';
import { paragraph, textWidth } from './layout.js';
import { makeLineReader, type Typed } from './line-reader.js';
import type { Choice, Prompter, QuestionEntry, QuestionView } from './prompter.js';
import { type Draft, entered, newDraft } from './question-draft.js';
import { givenLine, helpLines, noticeLines, progressLines } from './question-head.js';
import { plainChoices, textLines } from './question-lines.js';
import { sentence } from './question-screen.js';
import { PLAIN } from './style.js';
import type { Host, Input, TerminalOutput } from './terminal.js';

const SEVERAL = 'That was more than one line, so none was taken. Type one line.';

export function makePlainPrompter(options: { input: Input; output: TerminalOutput; host: Host; now: () => Instant }): Prompter {
  const { input, output, host, now } = options;
  const style = PLAIN;
  const reader = makeLineReader(input, host);

  const width = () => textWidth(output.columns ?? 80);
  const say = (lines: readonly string[]) => output.write(lines.map((line) => `${line}\n`).join(''));
  const tell = (text: string) => say(text.split('\n').flatMap((line) => paragraph(visible(line), width())));

  async function readLine(label: string, isTooLate?: () => boolean): Promise<Typed> {
    const sayLabel = () => output.write(label);
    sayLabel();
    try {
      const typed = await reader.next({ isTooLate, onContinue: sayLabel });
      if (typed.kind === 'too late') say(['']);
      if (typed.kind === 'several') tell(SEVERAL);
      return typed;
    } catch (error) {
      // What is said next starts on a line of its own.
      say(['']);
      throw error;
    }
  }

  /** Asks until `read` makes something of the line; `read` says what is wrong by itself. */
  async function untilRead<T>(label: string, read: (text: string) => T | undefined): Promise<T> {
    for (;;) {
      const typed = await readLine(label);
      const value = typed.kind === 'line' ? read(typed.text) : undefined;
      if (value !== undefined) return value;
    }
  }

  function sayChoices(message: string, choices: readonly (Choice<unknown> & { ticked?: boolean })[], box: boolean): void {
    tell(message);
    for (const [place, { name, note, ticked }] of choices.entries()) {
      const text = visible(note === undefined ? name : `${name} (${note})`);
      say(paragraph(text, width(), `${box ? (ticked ? '[x] ' : '[ ] ') : ''}${letterOf(place)}) `));
    }
  }

  async function question(view: QuestionView): Promise<QuestionEntry> {
    const { ends_at } = view.progress;
    const isTooLate = () => ends_at !== undefined && now() >= ends_at;
    if (isTooLate()) return { kind: 'time-up' };
    say(questionPage(view));
    let draft: Draft = newDraft(view);
    for (;;) {
      const typed = await readLine('Answer: ', isTooLate);
      if (typed.kind === 'too late') return { kind: 'time-up' };
      if (typed.kind === 'several') continue;
      const next = entered(view, { ...draft, typed: typed.text });
      if (next.kind === 'leave') return next.entry;
      draft = { ...next.draft, typed: '' };
      if (draft.say.kind === 'help') say(helpLines(view.question, howToAnswer(view.question, view.shown), false, width()));
      else if ('message' in draft.say) tell(sentence(draft.say.message));
    }
  }

  function questionPage(view: QuestionView): string[] {
    const choices = plainChoices(view.question, view.shown, width());
    const given = view.answer && givenLine(describeAnswer(view.question, view.shown, view.answer));
    return [
      '',
      ...noticeLines(view.notice, width(), style),
      ...progressLines(view, now(), width(), style),
      '',
      ...textLines(view.question, width(), style),
      '',
      ...(choices.length > 0 ? [...choices, ''] : []),
      ...(given ? paragraph(given, width()) : []),
      ...paragraph(sentence(howToAnswer(view.question, view.shown)), width()),
      ...paragraph('< back, > on, ! flag, ? help', width()),
    ];
  }

  return {
    question,
    async confirm({ message, initial }) {
      tell(message);
      return untilRead(`yes or no (Enter for ${initial ? 'yes' : 'no'}): `, (text) => {
        const word = text.trim().toLowerCase();
        if (word === '') return initial;
        if (word === 'y' || word === 'yes') return true;
        if (word === 'n' || word === 'no') return false;
        tell('Type yes or no');
        return undefined;
      });
    },
    async choose({ message, choices }) {
      sayChoices(message, choices, false);
      const chosen = await untilRead('Letter: ', (text) => {
        const place = placeOf(text, choices.length);
        if (place === undefined) tell(`Type one letter from ${lettersOf(choices.length)}`);
        return place === undefined ? undefined : choices[place];
      });
      return chosen.value;
    },
    async tick({ message, choices }) {
      sayChoices(message, choices, true);
      const before = choices.filter((choice) => choice.ticked);
      const byEnter = before.length > 0 ? 'those with [x]' : 'none';
      tell(`Type the letters of all that apply, such as ac, or none. Enter alone for ${byEnter}`);
      const ticked = await untilRead('Letters: ', (text) => {
        if (text.trim() === '') return before;
        if (text.trim().toLowerCase() === 'none') return [];
        const places = tokensOf(text, choices.length).map((token) => placeOf(token, choices.length));
        if (places.includes(undefined) || places.length === 0) {
          tell(`The letters go from ${lettersOf(choices.length)}`);
          return undefined;
        }
        return choices.filter((_, place) => places.includes(place));
      });
      return ticked.map((choice) => choice.value);
    },
    async ask({ message, initial, problem }) {
      tell(initial === undefined ? message : `${message} (Enter for ${initial})`);
      return untilRead('> ', (text) => {
        const value = text.trim() === '' && initial !== undefined ? initial : text.trim();
        const wrong = problem?.(value);
        if (wrong !== undefined) tell(sentence(wrong));
        return wrong === undefined ? value : undefined;
      });
    },
  };
}
