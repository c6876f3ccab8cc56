/** Papers as they are kept: each question is found in the text, and what is drawn is what the whole paper gives. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keptPaper, partsOfPaper } from '../../src/content/kept-paper.js';
import { parsePaper, paperText } from '../../src/content/snapshots.js';
import type { Question } from '../../src/domain/assessment.js';
import { type Paper, bankOf, draw } from '../../src/domain/drawing.js';
import { contentHash } from '../../src/store/content-hash.js';

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('"questions":[', 'größer', '\u{1f393} done', 'line\nbreak'));

const anyQuestions = fc.uniqueArray(
  fc.record({ question: anyText, prompt: anyText, practice: fc.boolean(), options: fc.uniqueArray(anyText, { minLength: 2, maxLength: 4 }) }),
  { selector: ({ question }) => question, maxLength: 12 },
);

function paperWith(questions: readonly { question: string; prompt: string; practice: boolean; options: string[] }[], title: string): Paper {
  const whole = questions.map(
    ({ question, prompt, practice, options }): Question => ({
      type: 'single',
      question,
      objective: 'o',
      prompt,
      points: '1',
      shuffle: true,
      use: practice ? 'practice' : 'exam',
      sources: [],
      options: options.map((text, at) => ({ text, correct: at === 0 })),
    }),
  );
  const objectives: Paper['objectives'] = [{ objective: 'o', statement: title, priority: 'P1' }];
  return { assessment: { assessment: 'sales', title, edition: 'E1', effective: '2026-08-01', questions: whole }, objectives };
}

function kept(paper: Paper) {
  const { index, text } = partsOfPaper(paper);
  return keptPaper(index, text, (read) => read());
}

describe('a kept paper', () => {
  test('has the text and the hash by which the records keep it', () => {
    fc.assert(
      fc.property(anyQuestions, anyText, (questions, title) => {
        const paper = paperWith(questions, title);
        const { text, hash } = kept(paper);
        expect(Buffer.from(text).toString('utf8')).toBe(Buffer.from(paperText(paper)).toString('utf8'));
        expect(hash).toBe(contentHash(paperText(paper)));
      }),
    );
  });

  test('gives each question as the text has it', () => {
    fc.assert(
      fc.property(anyQuestions, anyText, (questions, title) => {
        const { bank, text } = kept(paperWith(questions, title));
        const whole = parsePaper(Buffer.from(text).toString('utf8')).assessment.questions;
        expect(bank.outlines.map((outline) => bank.read(outline))).toEqual(whole);
      }),
    );
  });

  test('says so where a question is damaged', () => {
    const { index, text } = partsOfPaper(paperWith([{ question: 'q', prompt: 'What?', practice: false, options: ['a', 'b'] }], 'Sales'));
    text.write('!', text.indexOf('{"objective"'));
    const damaged = new Error('damaged');
    const whole = <T>(read: () => T): T => {
      try {
        return read();
      } catch {
        throw damaged;
      }
    };
    const { bank } = keptPaper(index, text, whole);
    expect(() => bank.read(bank.outlines[0]!)).toThrow(damaged);
  });

  test('is drawn from as the whole paper is', () => {
    fc.assert(
      fc.property(anyQuestions, fc.nat().map(String), (questions, seed) => {
        const paper = paperWith(questions, 'Sales');
        const seen = questions.slice(0, 3).map(({ question }) => question);
        expect(draw(kept(paper).bank, seed, seen)).toEqual(draw(bankOf(parsePaper(paperText(paper))), seed, seen));
      }),
    );
  });
});
