/** `--answers FILE`: an answer sheet instead of prompts. */
import type { Paper } from '../domain/drawing.js';
import type { Sitting } from '../domain/sitting.js';
import { Failure } from '../errors.js';
import { LARGEST_SHEET, answerFromSheet, readAnswerSheet } from '../formats/answer-sheet.js';
import { listWords, plural } from '../output/words.js';
import type { Context } from './context.js';
import { faultLines } from './fault-text.js';
import { wholeFile } from './input-files.js';

/** The sitting with the sheet's answers; entries that were not drawn are passed over with a note. Throws `data` on faults. */
export async function readAnswers(context: Context, file: string, sitting: Sitting, paper: Paper): Promise<Sitting> {
  const bytes = await wholeFile(context, file, LARGEST_SHEET);
  const { entries, faults } = readAnswerSheet(bytes);
  const bank = new Map(paper.assessment.questions.map((question) => [question.question, question]));
  const problems = [...faults];
  const drawn = new Set(sitting.questions.map(({ shown }) => shown.question));
  const passedOver = [...entries.keys()].filter((question) => !drawn.has(question));

  const questions = sitting.questions.map((each) => {
    const entry = entries.get(each.shown.question);
    if (!entry) return each;
    const read = answerFromSheet(bank.get(each.shown.question)!, entry.value);
    if ('fault' in read) {
      const { line, column } = entry;
      problems.push({ line, column, name: each.shown.question, message: read.fault, hint: read.hint });
      return each;
    }
    return { ...each, answer: read.answer };
  });
  if (problems.length > 0) {
    const details = faultLines(problems.map((fault) => ({ ...fault, file })));
    throw new Failure('data', `the answer sheet has faults: ${file}`, 'mend them; nothing was recorded', details);
  }
  if (passedOver.length > 0) await context.say(`passed over, since they were not drawn: ${listWords(passedOver)}`);
  const open = questions.filter(({ answer }) => answer === undefined).length;
  if (open > 0) await context.say(`${plural(open, 'question')} without an answer in ${file}: ${open === 1 ? 'it scores' : 'they score'} 0`);
  return { ...sitting, questions };
}
