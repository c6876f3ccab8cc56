/** The same option twice, the same prompt twice, weights that never make a whole. */
import type { Question } from '../../domain/assessment.js';
import { ONE, ZERO, compare, formatPoints, parsePoints, sum } from '../../domain/points.js';
import type { InForce } from '../in-force.js';
import type { Problem } from '../content.js';
import { problemAt } from '../loaded.js';
import { child } from '../node.js';
import { repeats, sameText } from '../same-text.js';
import { say } from '../wording.js';

export function sameTwice({ assessments }: InForce): Problem[] {
  return assessments.flatMap(({ file }) => {
    const options = file.questions.flatMap(({ value, node }) => {
      const { key, texts } = choicesOf(value);
      return repeats(texts.map(sameText)).map(({ at }) =>
        problemAt(file, child(child(node, key), at) ?? node, say.sameOption(texts[at]!), 'warning'),
      );
    });
    const prompts = file.questions.map(({ node }) => child(node, 'prompt') ?? node);
    const samePrompts = repeats(file.questions.map(({ value }) => sameText(value.prompt).toLowerCase())).map(({ at, first }) =>
      problemAt(file, prompts[at]!, say.samePrompt(file.placeAt(prompts[first]!.at).line), 'warning'),
    );
    return [...options, ...samePrompts];
  });
}

function choicesOf(question: Question): { key: string; texts: string[] } {
  if (question.type === 'single' || question.type === 'multiple') {
    return { key: 'options', texts: question.options.map((option) => option.text) };
  }
  return question.type === 'match' ? { key: 'decoys', texts: question.decoys } : { key: '', texts: [] };
}

/** Three times 0.33 is not 1: whoever knows everything would miss a hundredth. */
export function weightsShortOfOne({ assessments }: InForce): Problem[] {
  return assessments.flatMap(({ file }) =>
    file.questions.flatMap(({ value, node }) => {
      if (value.type !== 'multiple' || value.options.every((option) => option.weight === undefined)) return [];
      const weights = value.options.map((option) => parsePoints(option.weight ?? '0') ?? ZERO);
      const best = sum(weights.filter((weight) => compare(weight, ZERO) > 0));
      return compare(best, ONE) < 0
        ? [problemAt(file, child(node, 'options')!, say.notWhole(formatPoints(best)), 'warning')]
        : [];
    }),
  );
}
