/**
 * A quiz question on a terminal, built on @inquirer/core: which key does what. What it comes to is in `question-draft.ts`,
 * how it looks in `question-screen.ts`.
 */
import { createPrompt, isEnterKey, useEffect, useKeypress, useRef, useState } from '@inquirer/core';
import type { Instant } from '../domain/day.js';
import { cleanTyped } from '../domain/typed-entry.js';
import { useEnterOrPaste } from './enter-or-paste.js';
import type { QuestionEntry, QuestionView } from './prompter.js';
import { type Draft, entered, moved, pressedSpace, takesSpace, typedInto } from './question-draft.js';
import { questionScreen, scrolled } from './question-screen.js';
import type { Style } from './style.js';
import { typedLine } from './typed-line.js';
import type { Terminal } from './terminal.js';
import { useFrame } from './use-frame.js';

export interface QuestionConfig {
  view: QuestionView;
  /** Where to start from. */
  draft: Draft;
  /** Told of every change, so that the draft can be taken up again. */
  onDraft?: (draft: Draft) => void;
  terminal: Terminal;
  style: Style;
  now: () => Instant;
}

/** The line that is typed into, as readline keeps it. */
interface Line {
  line: string;
  cursor: number;
  output: { unmute(): void; mute(): void; write(text: string): unknown };
  clearLine(direction: 0): void;
  write(text: string): void;
}

/** A longer paste is a document, not an answer. */
const MOST_PASTED = 1000;

const LABEL = 'Answer:';

/** What a question remembers without being drawn anew for it. */
interface Own {
  isDone: boolean;
  /** What was typed before the key that is being handled: at Enter readline has forgotten it already. */
  typed: string;
  pasting: { before: string; text: string; after: string } | undefined;
}

export const questionPrompt = createPrompt<QuestionEntry, QuestionConfig>((config, settle) => {
  const { view } = config;
  const [draft, setDraft] = useState(config.draft);
  const [cursor, setCursor] = useState(draft.typed.length);
  // All in one: the library makes a new setter of every state and reference whenever it draws, which is at each key.
  const { current: own } = useRef<Own>({ isDone: false, typed: draft.typed, pasting: undefined });
  const enter = useEnterOrPaste();
  const { ends_at } = view.progress;
  const isTimeUp = () => ends_at !== undefined && config.now() >= ends_at;
  const frame = useFrame(config, { ends_at, timeUp: () => done({ kind: 'time-up' }), leave: enter.forget });

  function done(entry: QuestionEntry): void {
    own.isDone = true;
    settle(entry);
  }

  function change(next: Draft): void {
    config.onDraft?.(next);
    setDraft(next);
  }

  function retype(line: Line, text: string): void {
    line.clearLine(0);
    line.write(text);
    own.typed = text;
  }

  /** Readline edits the line; the draft follows it. */
  function follow(line: Line): void {
    const clean = cleanTyped(line.line);
    if (clean !== line.line) retype(line, clean);
    own.typed = clean;
    if (clean !== draft.typed) change(typedInto(draft, clean));
  }

  function take(line: Line, text: string): void {
    if (isTimeUp()) return done({ kind: 'time-up' });
    const next = entered(view, { ...draft, typed: text });
    if (next.kind === 'leave') return done(next.entry);
    retype(line, next.draft.typed);
    change(next.draft);
  }

  /** Between the marks of a paste a line end is a blank, and nothing is drawn until all of it is there. */
  function paste(key: string, line: Line): void {
    own.pasting ??= { before: line.line.slice(0, line.cursor), text: '', after: line.line.slice(line.cursor) };
    const { before, text, after } = own.pasting;
    if (key === 'return' || key === 'enter') own.pasting.text += ' ';
    else if (key !== 'paste-start' && key !== 'paste-end') own.pasting.text += line.line;
    // Readline takes a time for each character that grows with the line, so it is kept short.
    line.clearLine(0);
    if (key !== 'paste-end') return;
    own.pasting = undefined;
    retype(line, `${before}${text.replace(/\s+/g, ' ').trim().slice(0, MOST_PASTED)}${after}`);
    follow(line);
  }

  /** The cursor, where it belongs on the screen: inquirer puts it where the whole text would have it. */
  function placeCursor(line: Line): void {
    if (own.isDone || own.pasting || frame.isStopped) return;
    const { column } = typedLine(LABEL, line.line, line.cursor, frame.columns);
    line.output.unmute();
    line.output.write(`\r\u001b[${column}C`);
    line.output.mute();
  }

  useKeypress((key, readline) => {
    const line = readline as unknown as Line;
    if (frame.isStopped) return;
    press(key, line);
    if (own.isDone) return;
    setCursor(line.cursor);
    placeCursor(line);
  });

  function press(key: { name: string; ctrl: boolean; shift: boolean }, line: Line): void {
    if (isTimeUp()) return done({ kind: 'time-up' });
    if (own.pasting || key.name === 'paste-start') return paste(key.name, line);
    if (isEnterKey(key)) {
      const text = own.typed;
      retype(line, text);
      return enter.lineEnd(key.name, text, {
        alone: () => take(line, text),
        ofPaste: () => change({ ...typedInto(draft, text), say: { kind: 'pasted' } }),
      });
    }
    const before = enter.textBefore();
    if (before !== undefined) retype(line, `${before} ${line.line.slice(before.length)}`);
    switch (key.name) {
      case 'up':
      case 'down': {
        const next = moved(view, draft, key.name === 'up' ? -1 : 1);
        retype(line, next.typed);
        return change(next);
      }
      case 'space':
        if (!takesSpace(view, draft)) return follow(line);
        retype(line, '');
        return change(pressedSpace(view, draft));
      case 'pageup':
      case 'pagedown':
        return change(scrolled(view, draft, frame, key.name === 'pageup' ? -1 : 1));
      case 'escape':
        return change({ ...draft, highlight: undefined, say: { kind: 'nothing' } });
      default:
        return follow(line);
    }
  }

  useEffect((line) => line.write(config.draft.typed), []);
  // Another value at every turn: after whatever has been drawn.
  useEffect((line) => placeCursor(line as unknown as Line), [{}]);
  const input = typedLine(LABEL, draft.typed, cursor, frame.columns).text;
  return frame.paint([...questionScreen(view, draft, frame), input.replace(LABEL, config.style.bold(LABEL))]);
});
