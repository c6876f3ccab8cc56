/**
 * A paper in two parts: the text by which it is kept in the records, and where in that text each question lies. So a quiz parses
 * the few dozen questions that are drawn and not the hundreds of a bank, and the text is not made a string to be recorded.
 */
import { createHash } from 'node:crypto';
import type { Assessment, Question } from '../domain/assessment.js';
import type { Bank, Outline, Paper } from '../domain/drawing.js';
import type { Objective } from '../domain/learning-path.js';
import { canonicalJson, paperText } from './snapshots.js';

/** A paper whose questions are parsed one by one. */
export interface KeptPaper {
  bank: Bank<PlacedOutline>;
  /** By which it is kept in the records (`paperText`), in UTF-8, and the hash of it. */
  text: Uint8Array;
  hash: string;
}

interface Index {
  hash: string;
  assessment: Omit<Assessment, 'questions'>;
  objectives: Objective[];
  questions: PlacedOutline[];
}

/** With the bytes of its question in the text. */
export interface PlacedOutline extends Outline {
  from: number;
  to: number;
}

export function partsOfPaper(paper: Paper): { index: Buffer; text: Buffer } {
  const { questions, ...assessment } = paper.assessment;
  const text = Buffer.from(paperText(paper));
  // No text in the JSON before it can hold this: its quotes would be escaped.
  const list = '"questions":[';
  let from = text.indexOf(list) + list.length;
  const placed = questions.map(({ question, objective, use }, place): PlacedOutline => {
    const to = from + Buffer.byteLength(canonicalJson(questions[place]));
    const outline = { question, objective, use, from, to };
    from = to + ','.length;
    return outline;
  });
  const hash = createHash('sha256').update(text).digest('hex');
  const index: Index = { hash, assessment, objectives: paper.objectives, questions: placed };
  return { index: Buffer.from(JSON.stringify(index)), text };
}

/** `whole` gives what it is told to read, and turns errors into those of whatever is damaged. */
export function keptPaper(index: Buffer, text: Buffer, whole: <T>(read: () => T) => T): KeptPaper {
  const { hash, assessment, objectives, questions } = whole(() => JSON.parse(index.toString('utf8')) as Index);
  const read = ({ from, to }: PlacedOutline) => whole(() => JSON.parse(text.toString('utf8', from, to)) as Question);
  return { bank: { assessment, objectives, outlines: questions, read }, text, hash };
}
