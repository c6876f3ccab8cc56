/**
 * A small program for tests of commands: two tracks that share a module, two editions each of path and assessment. The
 * Sales assessment asks all of its seven questions, one of each type, for 10 points; Customer Success draws 4 of 8, with a
 * time limit of half an hour.
 */

export const PROGRAM = `program: field
title: Field Certification
time_zone: America/Los_Angeles
fiscal_year: { first_month: 2, named_after: end }
certification: { pass_mark: 80, first_due_days: 90, min_assurance: self }
recertification: { quarters: [Q1, Q3], window_days: 45, early_days: 0 }
leave: { return_days: 30 }
tracks:
  - { track: sales, title: Sales, roles: [Account Executive, Strategic Account Leader], path: sales, assessment: sales }
  - { track: cs, title: Customer Success, roles: [Customer Success Manager], path: cs, assessment: cs }
`;

const OBJECTIVES = `objectives:
  - { objective: VAL-1, statement: Name the value drivers, priority: P1 }
  - { objective: TIR-1, statement: Tell the tiers apart, priority: P2 }
`;

export const SALES_PATH = `path: sales
title: Sales learning path
edition: Q3FY27
effective: 2026-08-01
${OBJECTIVES}stages:
  - stage: start
    title: Getting started
    modules:
      - { module: value, title: Value drivers, minutes: 30, url: "https://learn.example/value", objectives: [VAL-1] }
  - stage: product
    title: The product
    after: [start]
    modules:
      - { module: tiers, title: Product tiers, minutes: 45, url: "https://learn.example/tiers", objectives: [TIR-1] }
      - { module: demo, title: A demo to watch, minutes: 20, required: false }
`;

export const CS_PATH = `path: cs
title: Customer Success learning path
edition: Q3FY27
effective: 2026-08-01
objectives:
  - { objective: ADO-1, statement: Plan an adoption, priority: P1 }
stages:
  - stage: all
    title: Everything
    modules:
      - { module: value, title: Value drivers, objectives: [ADO-1] }
      - { module: adoption, title: Adoption, objectives: [ADO-1] }
`;

/** One question of each type, 10 points. */
const SEVEN = `questions:
  - question: tier
    objective: TIR-1
    type: single
    prompt: Which tier first includes epics in epics?
    options:
      - { text: Ultimate, correct: true }
      - { text: Premium, feedback: Premium has epics of one level. }
      - { text: Free }
    explanation: Epics in epics came with Ultimate.
  - question: drivers
    objective: VAL-1
    type: multiple
    prompt: Which are value drivers?
    scoring: partial
    points: 2
    options:
      - { text: Efficiency, correct: true }
      - { text: Speed, correct: true }
      - { text: Colour }
      - { text: Weight }
  - question: year
    objective: VAL-1
    type: true-false
    prompt: The fiscal year starts in February.
    answer: true
  - question: stage
    objective: TIR-1
    type: short
    prompt: Which stage holds the pipelines?
    answers: [verify, verif*]
  - question: mark
    objective: VAL-1
    type: numeric
    prompt: How many percent are needed to pass?
    answer: 80
  - question: steps
    objective: TIR-1
    type: order
    prompt: Put the stages in order.
    scoring: partial
    points: 2
    items: [Plan, Create, Verify]
  - question: features
    objective: TIR-1
    type: match
    prompt: Which feature belongs to which stage?
    scoring: partial
    points: 2
    pairs:
      - { left: Plan, right: Boards }
      - { left: Verify, right: Pipelines }
    decoys: [Wiki]
  - question: warm-up
    objective: VAL-1
    type: true-false
    prompt: Value comes before features.
    answer: true
    use: practice
    explanation: Nobody buys a list of features.
`;

export const SALES_ASSESSMENT = `assessment: sales
title: Product knowledge for Sales
edition: Q3FY27
effective: 2026-08-01
${SEVEN}`;

const CS_QUESTIONS = Array.from(
  { length: 8 },
  (_, place) => `  - question: plan-${place + 1}
    objective: ADO-1
    type: single
    prompt: Adoption question ${place + 1}?
    options: [{ text: "yes", correct: true }, { text: "no" }]
`,
).join('');

export const CS_ASSESSMENT = `assessment: cs
title: Product knowledge for Customer Success
edition: Q3FY27
effective: 2026-08-01
time_limit: 30m
draw:
  - { objectives: [ADO-*], count: 4, priority: P1 }
questions:
${CS_QUESTIONS}`;

/** The same under another edition. */
export function edition(text: string, label: string, effective: string): string {
  return text.replace('edition: Q3FY27', `edition: ${label}`).replace('effective: 2026-08-01', `effective: ${effective}`);
}

export const SMALL_PROGRAM: Record<string, string> = {
  'curricula/program.yaml': PROGRAM,
  'curricula/sales-q3fy27.yaml': SALES_PATH,
  'curricula/sales-q1fy28.yaml': edition(SALES_PATH, 'Q1FY28', '2027-02-01'),
  'curricula/cs.yaml': CS_PATH,
  'assessments/sales-q3fy27.yaml': SALES_ASSESSMENT,
  'assessments/sales-q1fy28.yaml': edition(SALES_ASSESSMENT, 'Q1FY28', '2027-02-01'),
  'assessments/cs-q3fy27.yaml': CS_ASSESSMENT,
  'assessments/cs-q1fy28.yaml': edition(CS_ASSESSMENT, 'Q1FY28', '2027-02-01'),
};
