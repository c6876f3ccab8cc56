/** Content to measure with: two tracks of eight required modules, and banks of as many questions as are asked for. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const TRACKS = ['sales', 'success'] as const;
export const MODULES = ['value', 'landscape', 'personas', 'tiers', 'planning', 'security', 'delivery', 'platform'] as const;
export const EDITIONS = [
  { edition: 'Q3FY24', effective: '2023-08-01' },
  { edition: 'Q3FY26', effective: '2025-08-01' },
] as const;

export const ROLES = { sales: ['Account Executive', 'Area Sales Manager'], success: ['Solutions Architect', 'Customer Success Manager'] } as const;

function program(tracks: readonly (typeof TRACKS)[number][]): string {
  return `program: bench
title: Certification to measure with
time_zone: America/Los_Angeles
fiscal_year: { first_month: 2, named_after: end }
certification: { pass_mark: 80 }
recertification: { quarters: [Q1, Q3], window_days: 45 }
tracks:
${tracks.map((track) => `  - { track: ${track}, title: ${track}, roles: [${ROLES[track].join(', ')}], path: ${track}, assessment: ${track} }`).join('\n')}
`;
}

function path(track: string, { edition, effective }: (typeof EDITIONS)[number]): string {
  const objectives = MODULES.map((module, at) => `  - { objective: ${track}-${at}, statement: "explain ${module}", priority: P1 }`);
  const modules = MODULES.map((module, at) => `      - { module: ${module}, title: "All about ${module}", minutes: 30, objectives: [${track}-${at}] }`);
  return `path: ${track}
title: The path of ${track}
edition: ${edition}
effective: ${effective}
owners: [Enablement]
objectives:
${objectives.join('\n')}
stages:
  - stage: everything
    title: Everything
    modules:
${modules.join('\n')}
`;
}

function assessment(track: string, { edition, effective }: (typeof EDITIONS)[number], questions: number): string {
  const bank = Array.from({ length: questions }, (_, at) => {
    const module = MODULES[at % MODULES.length]!;
    const right = at % 4;
    const options = ['first', 'second', 'third', 'fourth'].map((word, place) => {
      const feedback = place === right ? 'correct: true' : `feedback: "No: that is what the ${word} of them was before ${at}."`;
      return `      - { text: "The ${word} thing about ${module} number ${at}", ${feedback} }`;
    });
    return `  - question: ${module}-${at}
    objective: ${track}-${at % MODULES.length}
    type: single
    prompt: What does one have to know about ${module}, in the case with number ${at}?
    options:
${options.join('\n')}
    explanation: >-
      The ${right + 1}. of them is what the page about ${module} says. The others were so before, or are said of something else.
    sources: [F${String(at).padStart(3, '0')}]
`;
  });
  return `assessment: ${track}
title: The assessment of ${track}
edition: ${edition}
effective: ${effective}
draw:
  - { objectives: ["${track}-*"], count: ${Math.min(25, questions)} }
questions:
${bank.join('\n')}`;
}

/** Writes a content folder. `questions` is the size of each bank; there is one for each edition of each track, or `one` only. */
export function writeContent(folder: string, questions: number, how: 'all' | 'one' = 'all'): void {
  const tracks = how === 'one' ? TRACKS.slice(0, 1) : TRACKS;
  const editions = how === 'one' ? EDITIONS.slice(-1) : EDITIONS;
  for (const name of ['curricula', 'assessments']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'curricula', 'program.yaml'), program(tracks));
  for (const track of tracks) {
    for (const edition of editions) {
      const name = `${track}-${edition.edition.toLowerCase()}.yaml`;
      writeFileSync(join(folder, 'curricula', name), path(track, edition));
      writeFileSync(join(folder, 'assessments', name), assessment(track, edition, questions));
    }
  }
}
