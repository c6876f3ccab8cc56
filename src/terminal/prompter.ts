/**
 * How the program asks people things: a small interface of ours. Implementations: inquirer for terminals, plain lines for
 * screen readers and simple terminals, and a strict fake for tests.
 *
 * Every method throws `Failure('cancelled', …)` when the person presses Ctrl-C or the input ends.
 */
import type { Answer, Shown } from '../domain/answer.js';
import type { Question } from '../domain/assessment.js';
import type { Instant } from '../domain/day.js';

export interface Choice<T> {
  value: T;
  name: string;
  /** Shown dimmed beside the name. */
  note?: string | undefined;
}

export interface Prompter {
  confirm(prompt: { message: string; initial: boolean }): Promise<boolean>;
  /** Exactly one of the choices; nothing is chosen beforehand, so a bare Enter never answers. */
  choose<T>(prompt: { message: string; choices: readonly Choice<T>[] }): Promise<T>;
  /** Any number of the choices. */
  tick<T>(prompt: { message: string; choices: readonly (Choice<T> & { ticked?: boolean })[] }): Promise<T[]>;
  /** A line of text, trimmed. `problem` says what is wrong with it, or nothing. */
  ask(prompt: { message: string; initial?: string; problem?: (text: string) => string | undefined }): Promise<string>;
  /** One question of a quiz. Resolves `time-up` when `ends_at` passes, whatever has been typed. */
  question(view: QuestionView): Promise<QuestionEntry>;
}

export interface QuestionView {
  question: Question;
  /** What is laid out for the person, in this order. */
  shown: Shown;
  /** The answer given before, if the person came back. */
  answer: Answer | undefined;
  flagged: boolean;
  progress: {
    /** From 1. */
    number: number;
    of: number;
    answered: number;
    flagged: number;
    /** When the time is up, if there is a limit. */
    ends_at: Instant | undefined;
  };
  /** Something to say above the question, once: `saved`, a word from the program. */
  notice?: string | undefined;
}

/** What the person did with a question. Help is shown by the prompter itself. */
export type QuestionEntry =
  | { kind: 'answer'; answer: Answer }
  | { kind: 'back' }
  | { kind: 'on' }
  | { kind: 'flag' }
  | { kind: 'time-up' };
