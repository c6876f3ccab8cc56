/**
 * A strict fake of the prompter for tests of commands. It is given what the person does, in order; each step names a part of
 * what it expects to be asked. It fails on a prompt that was not expected, on an answer that would not have been accepted,
 * and, with `done()`, on a step that was never reached. Questions are answered by what is typed, through the same rules as
 * on a terminal.
 */
import { visible } from '../src/domain/visible-text.js';
import { Failure } from '../src/errors.js';
import type { Choice, Prompter, QuestionEntry, QuestionView } from '../src/terminal/prompter.js';
import { entered, newDraft } from '../src/terminal/question-draft.js';

type Kind = keyof Prompter;
/** Part of the message, or of the prompt of a question. */
type Part = string | RegExp;
type Typed = string | QuestionEntry;

interface Step {
  kind: Kind;
  part: Part;
  /** What the person does; it gets the prompt as the method of the prompter got it. */
  act: (prompt: never) => unknown;
}

export interface FakePrompter extends Prompter {
  /** Fails if a step is left. */
  done(): void;
  /** What was asked, in order: messages, and the prompts of questions. */
  readonly asked: readonly string[];
  /** The questions as they were shown. */
  readonly views: readonly QuestionView[];
}

export function confirms(part: Part, answer: boolean): Step {
  return { kind: 'confirm', part, act: () => answer };
}

/** A bare Enter: whatever is suggested. */
export function confirmsByEnter(part: Part): Step {
  return { kind: 'confirm', part, act: ({ initial }: { initial: boolean }) => initial };
}

/** Chooses the one choice whose name contains `name`. */
export function chooses(part: Part, name: string): Step {
  return { kind: 'choose', part, act: ({ choices }: { choices: readonly Choice<unknown>[] }) => named(choices, name).value };
}

/** Leaves ticked the choices whose names contain these, one each, and no other. */
export function ticks(part: Part, names: readonly string[]): Step {
  return {
    kind: 'tick',
    part,
    act: ({ choices }: { choices: readonly Choice<unknown>[] }) => {
      const ticked = names.map((name) => named(choices, name));
      return choices.filter((choice) => ticked.includes(choice)).map((choice) => choice.value);
    },
  };
}

/** Types texts one after the other: all but the last must be refused. */
export function types(part: Part, ...texts: string[]): Step {
  return {
    kind: 'ask',
    part,
    act: ({ message, initial, problem }: Parameters<Prompter['ask']>[0]) => {
      for (const [place, text] of texts.entries()) {
        const value = text.trim() === '' && initial !== undefined ? initial : text.trim();
        const wrong = problem?.(value);
        if (place === texts.length - 1 && wrong === undefined) return value;
        if (wrong === undefined) throw new Error(`${quoted(message)} takes ${quoted(text)}, which should have been refused`);
        if (place === texts.length - 1) throw new Error(`${quoted(message)} refuses ${quoted(text)}: ${wrong}`);
      }
      throw new Error('type at least one text');
    },
  };
}

/** Types lines at a question until it is left, or says what the person does with it. */
export function answers(part: Part, ...typed: Typed[]): Step {
  return { kind: 'question', part, act: (view: QuestionView) => atQuestion(view, typed) };
}

/** The next `count` questions, whichever they are. */
export function answersEach(count: number, typed: (view: QuestionView) => Typed): Step[] {
  return Array.from({ length: count }, () => ({
    kind: 'question' as const,
    part: '',
    act: (view: QuestionView) => atQuestion(view, [typed(view)]),
  }));
}

/** Ctrl-C at a prompt of any kind. */
export function stops(kind: Kind, part: Part): Step {
  return {
    kind,
    part,
    act: () => {
      throw new Failure('cancelled', 'stopped by Ctrl-C');
    },
  };
}

export function fakePrompter(...script: (Step | readonly Step[])[]): FakePrompter {
  const steps = script.flat();
  const asked: string[] = [];
  const views: QuestionView[] = [];

  async function take<T>(kind: Kind, message: string, prompt: unknown): Promise<T> {
    asked.push(message);
    const step = steps.shift();
    if (!step) throw new Error(`nothing more was expected, but there is ${kind}: ${quoted(message)}`);
    if (step.kind !== kind || !contains(message, step.part)) {
      throw new Error(`expected ${step.kind} with ${quoted(step.part)}, but there is ${kind}: ${quoted(message)}`);
    }
    return step.act(prompt as never) as T;
  }

  return {
    confirm: (prompt) => take('confirm', prompt.message, prompt),
    choose: (prompt) => take('choose', prompt.message, prompt),
    tick: (prompt) => take('tick', prompt.message, prompt),
    ask: (prompt) => take('ask', prompt.message, prompt),
    question: (view) => {
      views.push(view);
      return take('question', view.question.prompt, view);
    },
    done() {
      if (steps.length > 0) {
        throw new Error(`never asked: ${steps.map((step) => `${step.kind} with ${quoted(step.part)}`).join('; ')}`);
      }
    },
    asked,
    views,
  };
}

function atQuestion(view: QuestionView, lines: readonly Typed[]): QuestionEntry {
  let draft = newDraft(view);
  for (const [place, line] of lines.entries()) {
    const isLast = place === lines.length - 1;
    if (typeof line !== 'string') return line;
    const next = entered(view, { ...draft, typed: line });
    if (next.kind === 'leave') {
      if (!isLast) throw new Error(`${quoted(line)} leaves ${quoted(view.question.prompt)}, but more was to be typed`);
      return next.entry;
    }
    const { say } = next.draft;
    const said = 'message' in say ? say.message : say.kind;
    if (isLast) throw new Error(`${quoted(line)} does not answer ${quoted(view.question.prompt)}: ${said}`);
    draft = { ...next.draft, typed: '' };
  }
  throw new Error('type at least one line');
}

function named(choices: readonly Choice<unknown>[], name: string): Choice<unknown> {
  const found = choices.filter((choice) => choice.name.includes(name));
  if (found.length === 1) return found[0]!;
  const names = choices.map((choice) => choice.name).join(', ');
  throw new Error(`${found.length === 0 ? 'no choice' : 'several choices'} named ${quoted(name)} among: ${names}`);
}

function contains(message: string, part: Part): boolean {
  return typeof part === 'string' ? message.includes(part) : part.test(message);
}

function quoted(text: Part): string {
  return typeof text === 'string' ? `"${visible(text)}"` : String(text);
}
