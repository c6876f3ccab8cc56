/**
 * How scores spread over an assessment whose questions are drawn at random, and how far they can be relied on.
 *
 * Cronbach's alpha wants every question answered by everybody. Here each attempt has its own questions, which is a design of
 * generalizability theory: questions within attempts. Its coefficient is the intraclass correlation of a one-way analysis of
 * variance, (MS between − MS within) ÷ MS between, and the standard error the root of MS within ÷ number of questions (Brennan,
 * Generalizability Theory, 2001, chapter 1; Shrout & Fleiss, Psychological Bulletin 86, 1979: ICC(1,k)).
 */

export interface Spread {
  /** The mean score of an attempt, as a share of its points. */
  mean: number | undefined;
  /** Of a score, from 0 to 1. */
  reliability: number | undefined;
  /** Of the score of one attempt, as a share of the points. */
  standard_error: number | undefined;
}

export interface SpreadSums {
  add(score: number, questions: readonly { share: number }[]): void;
  readonly sums: Readonly<Sums>;
}

interface Sums {
  attempts: number;
  scores: number;
  questions: number;
  /** The sum of the squares of the numbers of questions. */
  lengths: number;
  shares: number;
  between: number;
  within: number;
}

/** Fewer attempts say little about how scores spread. */
const LEAST_ATTEMPTS = 20;
const NO_VARIANCE = 1e-12;

export function emptySpread(): SpreadSums {
  const sums: Sums = { attempts: 0, scores: 0, questions: 0, lengths: 0, shares: 0, between: 0, within: 0 };
  return {
    sums,
    add(score, questions) {
      sums.attempts++;
      sums.scores += score;
      const length = questions.length;
      if (length === 0) return;
      let [total, squares] = [0, 0];
      for (const { share } of questions) {
        total += share;
        squares += share * share;
      }
      sums.questions += length;
      sums.lengths += length * length;
      sums.shares += total;
      sums.between += (total * total) / length;
      sums.within += squares - (total * total) / length;
    },
  };
}

/** As though every question weighed the same: the blueprint, and points that differ, are left out of account. */
export function spreadOf({ sums }: SpreadSums): Spread {
  const { attempts, scores, questions, lengths, shares, between, within } = sums;
  const mean = attempts > 0 ? scores / attempts : undefined;
  if (attempts < LEAST_ATTEMPTS || questions <= attempts) return { mean, reliability: undefined, standard_error: undefined };
  const ms_between = (between - (shares * shares) / questions) / (attempts - 1);
  const ms_within = within / (questions - attempts);
  const length = (questions - lengths / questions) / (attempts - 1);
  return {
    mean,
    // Attempts may differ less than chance would have it: an estimate below zero is taken for zero, as is usual.
    reliability: ms_between > NO_VARIANCE ? Math.max(0, (ms_between - ms_within) / ms_between) : undefined,
    standard_error: Math.sqrt(Math.max(0, ms_within) / length),
  };
}
