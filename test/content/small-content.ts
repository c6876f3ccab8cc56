/** A content folder in memory: a program with one track, a path and an assessment, all right, for tests to spoil. */
import { textOfBytes } from '../../src/content/content-files.js';
import type { FileKind, LoadedContent } from '../../src/content/content.js';
import { checkContent } from '../../src/content/check.js';
import { formatProblem } from '../../src/content/format-problem.js';
import { contentOf } from '../../src/content/load.js';
import { parseDay } from '../../src/domain/day.js';

export const PROGRAM = `program: test
title: Test
time_zone: UTC
tracks:
  - { track: sales, title: Sales, roles: [Seller], path: sales, assessment: sales }
`;

export const PATH = `path: sales
title: Path
edition: E1
effective: 2026-08-01
objectives:
  - { objective: A-1, statement: know, priority: P1 }
  - { objective: A-2, statement: know, priority: P2 }
stages:
  - stage: basics
    title: Basics
    modules:
      - { module: tiers, title: Tiers, objectives: [A-1, A-2] }
`;

/** The head of an assessment; questions follow, indented by two. */
export const HEAD = `assessment: sales
title: Assessment
edition: E1
effective: 2026-08-01
questions:
`;

export const QUESTIONS = `  - question: one
    objective: A-1
    type: true-false
    prompt: Is it so?
    answer: true
  - question: two
    objective: A-2
    type: true-false
    prompt: Is it not so?
    answer: false
`;

export interface SmallContent {
  program?: string | Buffer;
  path?: string | Buffer;
  assessment?: string | Buffer;
  /** More files by name; the folder tells what they are. */
  more?: Record<string, string | Buffer>;
}

export function content({
  program = PROGRAM,
  path = PATH,
  assessment = HEAD + QUESTIONS,
  more = {},
}: SmallContent): LoadedContent {
  const files: [string, FileKind, string | Buffer][] = [
    ['assessments/a.yaml', 'assessment', assessment],
    ['curricula/p.yaml', 'path', path],
    ['curricula/program.yaml', 'program', program],
    ...Object.entries(more).map(
      ([name, text]) =>
        [name, name.startsWith('assessments') ? 'assessment' : 'path', text] as [string, FileKind, string | Buffer],
    ),
  ];
  return contentOf(
    '/content',
    files.map(([file, kind, text]) => ({ file, kind, ...textOfBytes(Buffer.from(text)) })),
  );
}

/** Every error as it is printed, one string a problem. */
export function errors(files: SmallContent): string[] {
  return content(files).problems.map(formatProblem);
}

/** Every warning of a day as it is printed. Fails where there are errors, which would hide warnings. */
export function warnings(files: SmallContent, today = '2026-08-01'): string[] {
  const loaded = content(files);
  if (loaded.problems.length > 0) throw new Error(loaded.problems.map(formatProblem).join('\n'));
  return checkContent(loaded, parseDay(today)!).map(formatProblem);
}
