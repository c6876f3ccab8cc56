/** What leads from one status to another: a history for every arrow, with the day before it and the day after. */
import { type Happening, TRAINED } from '../domain/history.js';

export interface Arrow {
  from: string;
  to: string;
  /** As docs/rules.md says it. */
  what: string;
  facts: Happening[];
  /** Where the day alone does not tell before from after. */
  known_before?: Happening[];
  before: string;
  after: string;
}

const PASS = '80 % or more';
const FAIL = 'below 80 %';

/** Certified for Q3FY21, so that Q1FY22 comes next: 2021-02-01 to 2021-03-17. */
const certified: Happening[] = [TRAINED, { attempt: '2020-10-02', score: '20/25' }];
const failed: Happening[] = [TRAINED, { attempt: '2020-10-02', score: '19/25', as: 'fail' }];
const retrained: Happening[] = [...failed, { completion: '2020-10-10' }];

function attempt(from: string, before: Happening[], on: string, score: '20/25' | '19/25'): Arrow {
  const passed = score === '20/25';
  return {
    from,
    to: passed ? 'certified' : 'must-retrain',
    what: `an attempt ${passed ? `of ${PASS}` : FAIL}`,
    facts: [...before, { attempt: `${on}T12:00Z`, score }],
    ...around(on),
  };
}

/** The day before one day, and the day itself. */
function around(on: string): { before: string; after: string } {
  return { before: new Date(Date.parse(`${on}T00:00Z`) - 86_400_000).toISOString().slice(0, 10), after: on };
}

export const ARROWS: readonly Arrow[] = [
  { from: 'in-training', to: 'ready', what: 'the last required module of the path was completed', facts: [TRAINED], ...around('2020-09-01') },
  { from: 'in-training', to: 'certified', what: 'staff granted the certification', facts: [{ grant: '2020-09-01' }], ...around('2020-09-01') },
  attempt('ready', [TRAINED], '2020-10-02', '20/25'),
  attempt('ready', [TRAINED], '2020-10-02', '19/25'),
  { from: 'certified', to: 'recert-due', what: 'the next window opened', facts: certified, ...around('2021-02-01') },
  { from: 'certified', to: 'must-retrain', what: 'staff revoked the certification', facts: [...certified, { revocation: '2020-12-01' }], ...around('2020-12-01') },
  attempt('recert-due', certified, '2021-02-10', '20/25'),
  { from: 'recert-due', to: 'certified', what: 'staff waived the window', facts: [...certified, { waive: 'Q1FY22', on: '2021-02-10' }], ...around('2021-02-10') },
  attempt('recert-due', certified, '2021-02-10', '19/25'),
  { from: 'recert-due', to: 'lapsed', what: 'the window closed', facts: certified, ...around('2021-03-18') },
  { from: 'recert-due', to: 'on-leave', what: 'a leave began', facts: [...certified, { leave: '2021-02-22', to: '2021-04-30' }], ...around('2021-02-22') },
  {
    from: 'on-leave',
    to: 'recert-due',
    what: 'the leave ended; the closing day has moved',
    facts: [...certified, { leave: '2021-02-22', to: '2021-04-30' }],
    ...around('2021-05-01'),
  },
  attempt('lapsed', certified, '2021-06-01', '20/25'),
  attempt('lapsed', certified, '2021-06-01', '19/25'),
  {
    from: 'lapsed',
    to: 'recert-due',
    what: 'staff extended the window beyond today',
    facts: [...certified, { extend: 'Q1FY22', until: '2021-04-15', on: '2021-04-01' }],
    ...around('2021-04-01'),
  },
  {
    from: 'lapsed',
    to: 'recert-due',
    what: 'staff recorded a leave that began before the window closed',
    // A leave is seen from its first day on, so what was said before is what was known without it.
    facts: [...certified, { leave: '2021-03-10', to: '2021-03-31', on: '2021-04-01' }],
    known_before: certified,
    before: '2021-04-01',
    after: '2021-04-01',
  },
  { from: 'must-retrain', to: 'retake-ready', what: 'the last required module was completed again', facts: retrained, ...around('2020-10-10') },
  { from: 'must-retrain', to: 'retake-ready', what: 'staff gave a retake permit', facts: [...failed, { permit: '2020-10-10' }], ...around('2020-10-10') },
  { from: 'must-retrain', to: 'certified', what: 'staff granted the certification', facts: [...failed, { grant: '2020-10-10' }], ...around('2020-10-10') },
  {
    from: 'must-retrain',
    to: 'certified',
    what: 'the revocation was voided',
    facts: [...certified, { revocation: '2020-11-01', as: 'slip' }, { void: 'slip', on: '2020-11-05' }],
    ...around('2020-11-05'),
  },
  {
    from: 'must-retrain',
    to: 'ready',
    what: 'the failed attempt was voided, and there was none before',
    facts: [...failed, { void: 'fail', on: '2020-10-10' }],
    ...around('2020-10-10'),
  },
  attempt('retake-ready', retrained, '2020-10-12', '20/25'),
  attempt('retake-ready', retrained, '2020-10-12', '19/25'),
];
