/** The keys of an assessment. */
import * as v from 'valibot';
import { PRIORITIES } from '../domain/learning-path.js';
import {
  answerWeight,
  day,
  decimal,
  described,
  duration,
  group,
  id,
  line,
  optionWeight,
  passMark,
  pattern,
  questionPoints,
  text,
  tolerance,
  wholeNumber,
} from './schema-parts.js';
import { must } from './wording.js';

const common = {
  question: described(id, 'The id of the question. An id means the same question in every edition.'),
  objective: described(id, 'The objective it asks.'),
  prompt: described(text, 'What is asked.'),
  holds_for: described(v.optional(line), 'The day or version that the answer holds for; shown with the question.'),
  explanation: described(v.optional(text), 'Shown after the assessment, never before it.'),
  points: described(v.optional(questionPoints, '1'), 'Whole or exact: 1, 1.5, "1/2".'),
  shuffle: described(v.optional(v.boolean(), true), 'Whether the choices are shown in random order.'),
  use: described(v.optional(v.picklist(['exam', 'practice', 'both']), 'exam'), 'Where the question may be asked.'),
  sources: described(v.optional(v.array(line), []), 'Where the answer is from.'),
};

const scoring = described(
  v.optional(v.picklist(['all-or-nothing', 'partial']), 'all-or-nothing'),
  'Whether a partly right answer earns a part of the points.',
);

const feedback = described(v.optional(text), 'Shown after the assessment to those who chose it.');

const option = group({
  text: described(line, 'What can be chosen.'),
  correct: described(v.optional(v.boolean(), false), 'Whether it is right.'),
  feedback,
});

const weightedOption = group({
  text: described(line, 'What can be chosen.'),
  correct: described(v.optional(v.boolean()), 'Whether it is right; with weights, left out, when its weight is above 0.'),
  weight: described(v.optional(optionWeight), 'The share of the points it earns or, below 0, costs: 1/3, -1/2.'),
  feedback,
});

function atLeastTwo<const S extends v.GenericSchema>(item: S, what: string) {
  return v.pipe(v.array(item), v.minLength(2, must.holdTwo(what)));
}

const single = group({
  ...common,
  type: v.literal('single'),
  options: described(atLeastTwo(option, 'options'), 'What can be chosen; exactly one is correct.'),
});

const multiple = group({
  ...common,
  type: v.literal('multiple'),
  options: described(atLeastTwo(weightedOption, 'options'), 'What can be chosen; one or more are correct.'),
  scoring,
});

const trueFalse = group({
  ...common,
  type: v.literal('true-false'),
  answer: described(v.boolean(), 'Whether the statement is true.'),
});

const weightedAnswer = group({
  text: described(line, 'An answer that counts; * stands for any run of characters, \\* for a star.'),
  weight: described(v.optional(answerWeight), 'The share of the points it earns; all of them where it is left out.'),
});

const short = group({
  ...common,
  type: v.literal('short'),
  answers: described(
    v.pipe(v.array(v.union([line, weightedAnswer])), v.nonEmpty(must.holdOne('answer'))),
    'Answers that count; the first that matches gives its weight.',
  ),
  case_sensitive: described(v.optional(v.boolean(), false), 'Whether capitals matter.'),
});

const numeric = group({
  ...common,
  type: v.literal('numeric'),
  answer: described(v.optional(decimal), 'The right number.'),
  tolerance: described(v.optional(tolerance), 'How far off still counts, both ends included: 1, or 10%.'),
  range: described(
    v.optional(v.pipe(v.array(decimal), v.length(2, must.beTwoNumbers))),
    'In place of an answer: the lowest and the highest number that count.',
  ),
});

const order = group({
  ...common,
  type: v.literal('order'),
  items: described(atLeastTwo(line, 'items'), 'In the right order.'),
  scoring,
});

const match = group({
  ...common,
  type: v.literal('match'),
  pairs: described(
    v.pipe(v.array(group({ left: line, right: line })), v.nonEmpty(must.holdOne('pair'))),
    'What belongs together; equal right sides are one choice.',
  ),
  decoys: described(v.optional(v.array(line), []), 'More right sides, which belong to none.'),
  scoring,
});

const drawRow = group({
  objectives: described(
    v.pipe(v.array(pattern), v.nonEmpty(must.holdOne('objective'))),
    'Objective ids; a * at the end stands for any rest.',
  ),
  count: described(wholeNumber(1, 1000), 'How many questions are drawn.'),
  priority: described(v.optional(v.picklist(PRIORITIES)), 'At least one of them is on an objective of this priority.'),
});

export const assessmentSchema = v.pipe(
  group({
    assessment: described(id, 'The id of the assessment.'),
    title: described(line, 'Its name, as people see it.'),
    edition: described(id, 'The name of this edition, such as Q3FY27.'),
    effective: described(day, 'The day from which this edition holds.'),
    pass_mark: described(v.optional(passMark), "Percent needed to pass; the program's where it is left out."),
    time_limit: described(v.optional(duration), 'Such as 45m or 1h30m; no limit where it is left out.'),
    draw: described(
      v.optional(v.pipe(v.array(drawRow), v.nonEmpty(must.holdOne('row')))),
      'The blueprint: how many questions on what; every exam question is asked where it is left out.',
    ),
    questions: described(
      v.pipe(
        v.array(v.variant('type', [single, multiple, trueFalse, short, numeric, order, match])),
        v.nonEmpty(must.holdOne('question')),
      ),
      'The question bank.',
    ),
  }),
  v.title('Assessment'),
);

export type CheckedAssessment = v.InferOutput<typeof assessmentSchema>;
export type CheckedQuestion = CheckedAssessment['questions'][number];
