/** The index that `certify items` reads (migration 003): a row for each attempt that was taken question by question. */
import { formatPoints } from '../../domain/points.js';
import { isAnswer } from './attempt-questions.js';
import { json } from './cells.js';
import type { IndexWriter } from './indexes.js';
import type { Database } from './open-database.js';
import { type AnswerText, type AttemptText, packedItems } from './packed-items.js';
import { shapeKeys } from './shapes.js';
import { statement } from './statements.js';

/** A row of `attempt_items`. */
export interface ItemRow {
  program: number;
  assessment: string;
  member: number;
  happened: number;
  attempt: number;
  packed: string;
}

const ADD = 'INSERT INTO attempt_items (program, assessment, member, happened, attempt, packed) VALUES (?, ?, ?, ?, ?, ?)';
const MS_PER_DAY = 86_400_000;

export function openItemIndex(db: Database, program: number): IndexWriter {
  const addRow = statement(db, ADD);
  const shapeKey = shapeKeys(db, 'item_shape', 'made');
  return {
    add({ says, happened, seq, member, questions }) {
      if (says.kind !== 'attempt' || questions === undefined) return;
      const { assessment, edition, content = null } = says;
      const [points, max_points, pass_mark] = [says.points, says.max_points, says.pass_mark].map(formatPoints) as [string, string, string];
      const answers = questions.map((asked) => ({ ...asked, points: formatPoints(asked.points), max_points: formatPoints(asked.max_points) }));
      const packed = packedItems({ edition, content, points, max_points, pass_mark }, answers, shapeKey);
      addRow.run(program, assessment, member, 'at' in happened ? happened.at : happened.on * MS_PER_DAY, seq, packed);
    },
    end() {},
  };
}

export function rebuildItemIndex(db: Database): void {
  db.exec('DELETE FROM attempt_items');
  const addRow = statement(db, ADD);
  for (const { program, assessment, member, happened, attempt, packed } of itemRows(db, shapeKeys(db, 'item_shape', 'made'))) {
    addRow.run(program, assessment, member, happened, attempt, packed);
  }
}

const ATTEMPTS_AT_ONCE = 1000;
const ATTEMPTS = `SELECT f.seq AS attempt, f.member, m.program, coalesce(f.happened_at, f.happened_on * ${MS_PER_DAY}) AS happened,
    f.assessment, f.edition, f.content, f.points, f.max_points, f.pass_mark
  FROM attempt f JOIN member m ON m.key = f.member WHERE f.questions_hash IS NOT NULL AND f.seq > ? ORDER BY f.seq LIMIT ${ATTEMPTS_AT_ONCE}`;
const ANSWERS = 'SELECT question, answer, erased, points, max_points FROM attempt_question WHERE attempt = ? ORDER BY position';

type AnswerRow = { question: string; answer: string | null; erased: number; points: string; max_points: string };

/** The rows that the index has to have, worked out from the records. Throws a `DamagedRow`. */
export function* itemRows(db: Database, shapeKey: (shape: string) => number): Generator<ItemRow> {
  const select = statement(db, ANSWERS);
  for (let last = -Infinity; ; ) {
    const attempts = statement(db, ATTEMPTS).all(last) as (Omit<ItemRow, 'packed'> & AttemptText)[];
    for (const attempt of attempts) {
      const answers = (select.all(attempt.attempt) as AnswerRow[]).map(answerText);
      const { program, assessment, member, happened } = attempt;
      yield { program, assessment, member, happened, attempt: attempt.attempt, packed: packedItems(attempt, answers, shapeKey) };
    }
    if (attempts.length < ATTEMPTS_AT_ONCE) return;
    last = attempts.at(-1)!.attempt;
  }
}

function answerText(row: AnswerRow): AnswerText {
  const { question, points, max_points } = row;
  const answer = row.erased === 1 ? 'erased' : row.answer === null ? undefined : json({ ...row }, 'answer', isAnswer);
  return { question, points, max_points, answer };
}
