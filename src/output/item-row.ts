/** A question as it has done: as a row of a CSV file, and as JSON. */
import type { Assessment } from '../domain/assessment.js';
import type { FlaggedItem, ItemAnalysis } from '../domain/item-analysis.js';
import type { Flag } from '../domain/item-flags.js';
import { flagReason, flagRemedy } from './item-words.js';
import { asSentence } from './words.js';

export const ITEM_COLUMNS = ['question', 'objective', 'type', 'asked', 'asked_again', 'left_open', 'right', 'partly', 'wrong', 'facility', 'discrimination', 'flags', 'prompt'] as const;

type Cell = string | number | undefined;

export function itemCells(item: FlaggedItem): Cell[] {
  const { question, flags, asked, asked_again, left_open, right, partly, wrong, facility, discrimination } = item;
  const numbers = [asked, asked_again, left_open, right, partly, wrong, rounded(facility), rounded(discrimination)];
  return [question.question, question.objective, question.type, ...numbers, [...new Set(flags.map(({ flag }) => flag))].join(' '), question.prompt];
}

/** Four places: more than the numbers are good for, and few enough to be the same on every machine. */
function rounded(value: number | undefined): number | undefined {
  // Adding zero takes the sign off a zero.
  return value === undefined ? undefined : Math.round(value * 10_000) / 10_000 + 0;
}

function orNull(value: number | undefined): number | null {
  return rounded(value) ?? null;
}

export function itemJson(item: FlaggedItem): unknown {
  const { question, asked, asked_again, left_open, right, partly, wrong, facility, discrimination, options, flags } = item;
  return {
    question: question.question,
    objective: question.objective,
    type: question.type,
    prompt: question.prompt,
    asked,
    asked_again,
    left_open,
    right,
    partly,
    wrong,
    facility: orNull(facility),
    discrimination: orNull(discrimination),
    options: options.map(({ option, correct, chosen, choosers }) => ({
      option,
      correct,
      chosen,
      share: asked > 0 ? orNull(chosen / asked) : null,
      rest_score: orNull(choosers.mean),
    })),
    flags: flags.map((flag) => ({ flag: flag.flag, options: optionsOf(flag), says: asSentence(flagReason(flag, item)), remedy: flagRemedy(flag.flag) })),
  };
}

/** The options that a flag is about. */
function optionsOf(flag: Flag): string[] {
  return 'option' in flag ? [flag.option] : 'options' in flag ? flag.options : [];
}

export function analysisJson({ assessment, title, edition }: Assessment, analysis: ItemAnalysis): unknown {
  const { attempts, members, passed, mean, reliability, standard_error, editions, items } = analysis;
  return {
    assessment,
    title,
    edition,
    attempts,
    members,
    passed,
    pass_rate: attempts > 0 ? orNull(passed / attempts) : null,
    mean: orNull(mean),
    reliability: orNull(reliability),
    standard_error: orNull(standard_error),
    editions,
    questions: items.map(itemJson),
  };
}
