/**
 * Yes or no on a terminal, built on @inquirer/core as the questions are: every quiz begins with one, and the whole of inquirer
 * would take longer to load than all the rest of it.
 */
import { createPrompt, isEnterKey, useKeypress, useState } from '@inquirer/core';
import { visible } from '../domain/visible-text.js';
import { paragraph, textWidth } from './layout.js';
import type { Style } from './style.js';

export interface ConfirmConfig {
  message: string;
  /** What a bare Enter means. */
  initial: boolean;
  style: Style;
  columns: number;
}

interface State {
  typed: string;
  answer?: boolean;
  isWrong?: boolean;
}

const MARK = '? ';

export const confirmPrompt = createPrompt<boolean, ConfirmConfig>(({ message, initial, style, columns }, done) => {
  // One state and not one for each: the library makes a new setter of every state whenever it draws.
  const [{ typed, answer, isWrong }, setState] = useState<State>({ typed: '' });

  useKeypress((key, readline) => {
    // What stays the same is not drawn again: after a stop the prompt is shown anew, and would stand there twice.
    if (!isEnterKey(key)) return setState((was) => (was.typed === readline.line && !was.isWrong ? was : { typed: readline.line }));
    const read = answerOf(typed, initial);
    if (read === undefined) {
      // Readline has taken the line away; it is given back to be mended.
      readline.write(typed);
      return setState((was) => (was.isWrong ? was : { typed, isWrong: true }));
    }
    setState({ typed, answer: read });
    done(read);
  });

  const lines = message.split('\n').flatMap((line) => paragraph(visible(line), textWidth(columns), MARK));
  const question = `${style.accent(MARK.trim())} ${style.bold(lines.join('\n').slice(MARK.length))}`;
  if (answer !== undefined) return `${question} ${style.accent(answer ? 'Yes' : 'No')}`;
  return [`${question} ${style.dim(initial ? '(Y/n)' : '(y/N)')} ${typed}`, isWrong ? style.bad('Type yes or no.') : ''];
});

function answerOf(typed: string, initial: boolean): boolean | undefined {
  const word = typed.trim().toLowerCase();
  if (word === '') return initial;
  return 'yes'.startsWith(word) ? true : 'no'.startsWith(word) ? false : undefined;
}
