/**
 * The prompts that are seldom shown, by inquirer: one of some, some of some, a line of text. This is the one file that knows
 * inquirer, and it is loaded when the first of them is shown.
 */
import inquirer from 'inquirer';
import { letterOf, lettersOf } from '../domain/choice-letters.js';
import { visible } from '../domain/visible-text.js';
import { paragraph, textWidth } from './layout.js';
import type { Choice, Prompter } from './prompter.js';
import { sentence } from './question-screen.js';
import type { Style } from './style.js';
import { type Terminal, onTerminal } from './terminal.js';

export type RarePrompts = Omit<Prompter, 'question' | 'confirm'>;

export function makeInquirerPrompts(terminal: Terminal, style: Style): RarePrompts {
  const theme = themeOf(style);
  type Question = Record<string, unknown> & { type: 'rawlist' | 'checkbox' | 'input'; message: string };

  async function prompt<T>(question: Question): Promise<T> {
    return onTerminal(
      terminal,
      async (context) => {
        const ask = inquirer.createPromptModule({ ...context });
        const message = wrapped(visible(question.message, { lines: true }), '? ');
        const { answer } = await ask([{ theme, ...question, name: 'answer', message } as never]);
        return answer as T;
      },
      { againAfterStop: true },
    );
  }

  /** inquirer breaks long lines in the middle of words. `before` is what it puts in front. */
  function wrapped(text: string, before: string): string {
    const lines = text.split('\n').flatMap((line) => paragraph(line, textWidth(terminal.output.columns ?? 80), before));
    return lines.join('\n').slice(before.length);
  }

  function nameOf({ name, note }: Choice<unknown>): string {
    return wrapped(visible(name) + (note === undefined ? '' : style.dim(`  ${visible(note)}`)), '  a) ');
  }

  return {
    // inquirer's `select` takes a bare Enter for the first choice; in a `rawlist` nothing is chosen until something is typed.
    async choose({ message, choices }) {
      const place = await prompt<number>({
        type: 'rawlist',
        message,
        choices: choices.map((choice, at) => ({
          value: at, key: letterOf(at), name: nameOf(choice), short: visible(choice.name),
        })),
        theme: themeOf(style, { keys: 'letter and Enter', instead: `Type one letter from ${lettersOf(choices.length)}` }),
      });
      return choices[place]!.value;
    },

    async tick({ message, choices }) {
      if (choices.length === 0) return [];
      const places = await prompt<number[]>({
        type: 'checkbox',
        message,
        choices: choices.map((choice, at) => ({ value: at, name: nameOf(choice), checked: choice.ticked === true })),
        loop: false,
        pageSize: Math.max(5, (terminal.output.rows ?? 24) - 6),
      });
      return places.map((place) => choices[place]!.value);
    },

    async ask({ message, initial, problem }) {
      const text = await prompt<string>({
        type: 'input',
        message,
        default: initial,
        validate: (typed: string) => {
          const wrong = problem?.(typed.trim());
          return wrong === undefined ? true : sentence(wrong);
        },
      });
      return text.trim();
    },
  };
}

/** inquirer's looks in our colours, with signs that every terminal has. `instead` is said in place of its own errors. */
function themeOf(style: Style, { keys, instead }: { keys?: string; instead?: string } = {}) {
  return {
    prefix: style.accent('?'),
    icon: { checked: '[x]', unchecked: '[ ]', cursor: '>', disabledChecked: '[x]', disabledUnchecked: '[ ]' },
    style: {
      answer: style.accent,
      message: (text: string, status: string) => {
        return keys === undefined || status === 'done' ? style.bold(text) : `${style.bold(text)} ${style.dim(`(${keys})`)}`;
      },
      error: (text: string) => style.bad(instead ?? text),
      defaultAnswer: (text: string) => style.dim(`(${text})`),
      help: style.dim,
      highlight: style.bold,
      key: style.bold,
      description: style.dim,
      // All their names would be broken in the middle of words.
      renderSelectedChoices: (ticked: readonly unknown[], all: readonly unknown[]) => `${ticked.length} of ${all.length}`,
      keysHelpTip: () => style.dim('Space marks, a marks all, Enter goes on'),
    },
  };
}
