/** How each type of question wants to be answered, in words. */
import type { Shown } from './answer.js';
import type { Question } from './assessment.js';
import { letterOf, lettersOf } from './choice-letters.js';
import { unreachable } from './fact.js';

/** What to type, in one clause: said where nothing was typed, and where what was typed cannot be read. */
export function howToAnswer(question: Question, shown: Shown): string {
  const count = shown.choices.length;
  switch (question.type) {
    case 'single':
      return `type one letter from ${lettersOf(count)}, or a number from 1 to ${count}`;
    case 'multiple':
      return `type the letters of all that apply, such as ${count > 2 ? 'ac or 1,3' : 'ab or 1,2'}`;
    case 'true-false':
      return 'type t for true or f for false';
    case 'short':
      return 'type the answer in a few words';
    case 'numeric':
      return 'type a number, such as 12 or 2.5';
    case 'order':
      return `type all ${count} letters in the right order, such as ${orderExample(shown)}`;
    case 'match':
      return `type a number and a letter for each pair, such as ${(shown.lefts ?? []).length > 1 ? '1b 2a' : '1b'}`;
    default:
      return unreachable(question);
  }
}

/** The letters back to front: the choices stand in random order, so it gives nothing away. */
export function orderExample(shown: Shown): string {
  const letters = shown.choices.map((_, place) => letterOf(place)).reverse();
  return letters.join(letters.length < 10 ? '' : ' ');
}
