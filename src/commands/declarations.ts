/**
 * Every command with its arguments, options and examples, as data: what `run.ts` makes the command tree of, what the help
 * shows, and what the documentation is tested against. The work of a command is loaded only when it is asked for.
 */
import type { CommandModule } from './context.js';

export interface Declaration {
  /** As it is typed, with its arguments: `members add <id>`. */
  usage: string;
  summary: string;
  /** More than a line, where a person needs it. */
  description?: string;
  options: readonly (readonly [flags: string, meaning: string])[];
  examples: readonly (readonly [command: string, meaning: string])[];
  load: () => Promise<CommandModule>;
}

const json = ['--json', 'print the data as JSON'] as const;
const track = ['--track <track>', "the track, by default the member's"] as const;
const staffFact = [
  ['--reason <text>', 'why, in a sentence; kept apart from the facts'],
  ['--on <day>', 'the day it happened, by default today'],
  ['--yes', 'do not ask before it is recorded'],
  ['--dry-run', 'show what would change and record nothing'],
  json,
] as const;
const timeAxes = [
  ['--as-of <day>', 'what was true at the end of that day'],
  ['--known-at <instant>', 'leave out what was recorded later, with the policy and paths of then'],
] as const;
const again = ['--again', 'import voided rows anew'] as const;
const importing = [
  ['--dry-run', 'show what would change and record nothing'],
  ['--skip-bad-rows', 'import the good rows of a file that has bad ones'],
  ['--unmatched <file>', 'write the rows of unknown members to this file'],
  ['--date-order <order>', 'mdy or dmy: what 10/05/2026 means'],
  json,
] as const;
const quizLike = [['--plain', 'lettered lines and no redraw, for screen readers and simple terminals']] as const;

export const GLOBAL_OPTIONS = [
  ['--content <dir>', 'the folder that holds curricula/ and assessments/'],
  ['--db <file>', "the records' file"],
  ['--member <id>', 'who I am'],
  ['--no-color', 'no colour'],
] as const;

export const DECLARATIONS: readonly Declaration[] = [
  {
    usage: 'status [member]',
    summary: 'where I stand, until when, and what to do next',
    options: [['--check', 'exit with 3 unless the certification is valid'], ['--track <track>', 'only this track'], ...timeAxes, json],
    examples: [
      ['certify status', 'where I stand'],
      ['certify status avery', 'where Avery stands'],
      ['certify status avery --as-of 2026-07-31', 'where Avery stood at the end of July'],
      ['certify status avery --check && echo certified', 'for scripts'],
    ],
    load: () => import('./status.command.js'),
  },
  {
    usage: 'why [member]',
    summary: 'why the status is what it is: each fact, and what the rules make of it',
    options: [['--verbose', 'with the rule and the date arithmetic behind each line'], ['--track <track>', 'only this track'], ...timeAxes, json],
    examples: [
      ['certify why', 'my own story'],
      ['certify why avery --verbose', 'with rules and dates'],
    ],
    load: () => import('./why.command.js'),
  },
  {
    usage: 'path [track]',
    summary: 'the learning path as a checklist',
    options: [json],
    examples: [
      ['certify path', 'my path, with what is done'],
      ['certify path sales', "another track's path"],
    ],
    load: () => import('./path.command.js'),
  },
  {
    usage: 'path done [module...]',
    summary: 'record that I completed modules of the path',
    options: [['--all', 'every module that is still to do'], json],
    examples: [
      ['certify path done tiers value-drivers', 'two modules at once'],
    ],
    load: () => import('./path-done.command.js'),
  },
  {
    usage: 'path open <module>',
    summary: "open a module's address in the browser",
    options: [],
    examples: [['certify path open tiers', 'read about tiers']],
    load: () => import('./path-open.command.js'),
  },
  {
    usage: 'quiz [assessment]',
    summary: "take the assessment, by default my track's; goes on with one that is not finished",
    description:
      'Every answer is on disk before the next question appears: Ctrl-C, a closed window or a crash lose nothing. Type the number or the letter of an option and press Enter. < goes back, > goes on, ! flags a question, ? shows help.',
    options: [
      ...quizLike,
      ['--answers <file>', 'a YAML answer sheet instead of prompts'],
      ['--seed <n>', 'draw the questions from this seed'],
      ['--hand-in', 'end an unfinished assessment as it stands'],
      json,
    ],
    examples: [
      ['certify quiz sales', 'take the Sales assessment, or go on with it'],
      ['certify quiz --plain', 'for a screen reader'],
      ['certify quiz sales --answers answers.yaml --json', 'from an answer sheet, for scripts'],
      ['certify quiz --hand-in', 'hand in what there is'],
    ],
    load: () => import('./quiz.command.js'),
  },
  {
    usage: 'practice <track>',
    summary: 'questions that never count, with explanations, weakest objectives first',
    options: [...quizLike, ['--count <n>', 'how many questions, by default 10'], ['--seed <n>', 'draw the questions from this seed']],
    examples: [
      ['certify practice sales', 'ten questions'],
      ['certify practice sales --count 3', 'three questions'],
    ],
    load: () => import('./practice.command.js'),
  },
  {
    usage: 'history [member]',
    summary: 'attempts, completions and decisions, with the ids of the facts',
    options: [...timeAxes, json],
    examples: [
      ['certify history', 'mine'],
      ['certify history avery --json', "Avery's, as data"],
    ],
    load: () => import('./history.command.js'),
  },
  {
    usage: 'review <attempt>',
    summary: 'one attempt question by question; right answers only after a pass',
    options: [json],
    examples: [['certify review 4k2m9', 'the attempt whose id begins so']],
    load: () => import('./review.command.js'),
  },
  {
    usage: 'submit',
    summary: 'my completions and attempts as one file for staff',
    options: [['--output <file>', 'the file, by default certify-MEMBER.json; - for standard output']],
    examples: [
      ['certify submit', 'writes certify-avery.json, to hand to staff'],
      ['certify submit --output - > mine.json', 'to standard output'],
    ],
    load: () => import('./submit.command.js'),
  },
  {
    usage: 'report',
    summary: 'the status of everybody',
    options: [
      ['--format <format>', 'csv, json, table, html or md'],
      ['--output <file>', 'write to this file; its ending says the format'],
      ...timeAxes,
      ['--track <track>', 'only this track'],
      ['--role <role>', 'only this role'],
      ['--team <team>', 'only this team'],
      ['--manager <manager>', 'only the people of this manager'],
      ['--kind <kind>', 'only employee or partner'],
      ['--status <status...>', 'only these statuses'],
      ['--due-within <days>', 'only who is due within so many days, such as 30d'],
      ['--everyone', 'also who left, has not started, or has a role without a track'],
      ['--summary <by>', 'counts by track, role, team, manager, kind or status'],
      ['--policy <file>', 'what would change under another program.yaml'],
      ['--excel', 'a CSV that Excel opens with the right letters'],
      json,
    ],
    examples: [
      ['certify report', 'a table on the terminal'],
      ['certify report --output status.csv', 'a CSV file'],
      ['certify report --status recert-due lapsed --team East', 'who is due or late in one team'],
      ['certify report --due-within 30d --summary team', 'how many are due soon, by team'],
      ['certify report --as-of 2026-07-31 --format csv', 'the status at the end of July'],
      ['certify report --policy proposed.yaml', 'what another policy would change'],
    ],
    load: () => import('./report.command.js'),
  },
  {
    usage: 'members list',
    summary: 'the roster',
    options: [['--as-of <day>', 'the roster of that day'], json],
    examples: [['certify members list', 'everybody, with role and team']],
    load: () => import('./members-list.command.js'),
  },
  {
    usage: 'members add <id>',
    summary: 'put somebody on the roster',
    options: [
      ['--name <name>', 'the name'],
      ['--email <address>', 'the e-mail address'],
      ['--role <role>', 'the role, as a track names it'],
      ['--team <team>', 'the team'],
      ['--manager <manager>', 'the manager'],
      ['--kind <kind>', 'employee (default) or partner'],
      ['--start <day>', 'the first day on the team'],
      ['--on <day>', 'the day from which this holds, by default today'],
      ['--dry-run', 'show what would change and record nothing'],
      json,
    ],
    examples: [['certify members add avery --name "Avery Field" --email avery@example.com --role "Account Executive" --team East --start 2026-08-03', 'a new member']],
    load: () => import('./members-add.command.js'),
  },
  {
    usage: 'members change <id>',
    summary: 'change somebody on the roster, from a day on',
    options: [
      ['--name <name>', 'the name'],
      ['--email <address>', 'the e-mail address'],
      ['--role <role>', 'the role, as a track names it'],
      ['--team <team>', 'the team'],
      ['--manager <manager>', 'the manager'],
      ['--kind <kind>', 'employee or partner'],
      ['--start <day>', 'the first day on the team'],
      ['--end <day>', 'the last day on the team; "none" for somebody who comes back'],
      ['--on <day>', 'the day from which this holds, by default today'],
      ['--dry-run', 'show what would change and record nothing'],
      json,
    ],
    examples: [
      ['certify members change avery --role "Solutions Architect" --on 2026-11-01', 'a new role from November on'],
      ['certify members change avery --end 2026-12-31', 'the last day'],
    ],
    load: () => import('./members-change.command.js'),
  },
  {
    usage: 'import members <file...>',
    summary: 'joiners, movers, leavers and changes from a CSV file',
    options: [
      ['--on <day>', 'the day from which changes hold, by default today'],
      ['--full', 'the file is the whole roster: who is missing has left'],
      ['--yes', 'do not ask before the changes are applied'],
      ...importing,
    ],
    examples: [
      ['certify import members roster.csv --dry-run', 'what would change'],
      ['certify import members roster.csv --full', 'the whole roster; who is missing has left'],
    ],
    load: () => import('./import-members.command.js'),
  },
  {
    usage: 'import completions <file...>',
    summary: 'completed modules from a CSV file',
    options: [again, ...importing],
    examples: [['certify import completions completions.csv', 'columns member, module, completed_at']],
    load: () => import('./import-completions.command.js'),
  },
  {
    usage: 'import results <file...>',
    summary: 'finished assessments from a CSV file',
    options: [again, ...importing],
    examples: [['certify import results results.csv', 'columns member, assessment, edition, finished_at, points, max_points']],
    load: () => import('./import-results.command.js'),
  },
  {
    usage: 'import google-forms <file...>',
    summary: 'the results of a Google Forms quiz, downloaded as CSV',
    options: [
      ['--assessment <assessment>', 'the assessment that the form was'],
      ['--edition <edition>', 'the edition that it was, such as Q3FY21'],
      again,
      ...importing,
    ],
    examples: [
      ['certify import google-forms quiz.csv --assessment sales --edition Q3FY21', 'each response is a result'],
      ['certify import google-forms sheet.csv --assessment sales --edition Q3FY21 --date-order dmy', 'a linked sheet whose dates begin with the day'],
    ],
    load: () => import('./import-google-forms.command.js'),
  },
  {
    usage: 'import submission <file...>',
    summary: 'what members handed in with certify submit',
    options: [
      ['--as <member>', 'the member on the roster that the file is of'],
      ['--accept-assurance', 'where the policy asks for more than self: take in facts that claim more'],
      ...importing.slice(0, 2),
      json,
    ],
    examples: [['certify import submission certify-avery.json', 'take in what Avery handed in']],
    load: () => import('./import-submission.command.js'),
  },
  {
    usage: 'grant <member>',
    summary: 'certify somebody by hand',
    options: [track, ...staffFact],
    examples: [['certify grant avery --reason "passed on paper"', 'counts like a pass without a score']],
    load: () => import('./grant.command.js'),
  },
  {
    usage: 'revoke <member>',
    summary: 'take a certification away',
    options: [track, ...staffFact],
    examples: [['certify revoke avery --reason "answers were shared"', 'the path must be completed again']],
    load: () => import('./revoke.command.js'),
  },
  {
    usage: 'waive <member>',
    summary: 'let somebody off a window, or off completing the path again',
    options: [
      ['--window <window>', 'the window that is waived, such as Q1FY28'],
      ['--retraining', 'the path need not be completed again before the retake'],
      track,
      ...staffFact,
    ],
    examples: [
      ['certify waive avery --window Q1FY28 --reason "on a sabbatical"', 'nothing is owed for that window'],
      ['certify waive avery --retraining --reason "the fire alarm went off"', 'may retake at once'],
    ],
    load: () => import('./waive.command.js'),
  },
  {
    usage: 'extend <member>',
    summary: "move somebody's closing day of a window",
    options: [['--window <window>', 'the window, such as Q1FY28'], ['--until <day>', 'the new closing day'], track, ...staffFact],
    examples: [['certify extend avery --window Q1FY28 --until 2027-04-15 --reason "customer launch"', 'a month more']],
    load: () => import('./extend.command.js'),
  },
  {
    usage: 'leave <member>',
    summary: 'record that somebody is away',
    options: [['--from <day>', 'the first day away'], ['--to <day>', 'the last day away; open without it'], ...staffFact],
    examples: [
      ['certify leave avery --from 2027-02-01 --to 2027-05-31 --reason "parental leave"', 'four months'],
      ['certify leave avery --from 2027-02-01 --reason "illness"', 'until further notice'],
    ],
    load: () => import('./leave.command.js'),
  },
  {
    usage: 'void <fact>',
    summary: 'take a fact back that was recorded by mistake',
    options: staffFact,
    examples: [['certify void 4k2m9 --reason "wrong person"', 'the id is in certify history']],
    load: () => import('./void.command.js'),
  },
  {
    usage: 'calendar',
    summary: 'the windows of a span of years',
    options: [
      ['--from <year>', 'the first fiscal year, by default the present one'],
      ['--to <year>', 'the last fiscal year, by default two years later'],
      ['--format <format>', 'table, json, csv or ics'],
      ['--output <file>', 'write to this file; its ending says the format'],
      ['--policy <file>', 'under another program.yaml'],
      json,
    ],
    examples: [
      ['certify calendar', 'this fiscal year and the next two'],
      ['certify calendar --from 2027 --to 2030 --output windows.ics', 'for a calendar program'],
      ['certify calendar --policy proposed.yaml', 'what another policy would mean'],
    ],
    load: () => import('./calendar.command.js'),
  },
  {
    usage: 'forecast',
    summary: 'how many are due, by window and by week, over the next year',
    options: [['--weeks <n>', 'how many weeks, by default 52'], ['--track <track>', 'only this track'], ['--team <team>', 'only this team'], json],
    examples: [
      ['certify forecast', 'the next year'],
      ['certify forecast --team East --weeks 13', 'one team, one quarter'],
    ],
    load: () => import('./forecast.command.js'),
  },
  {
    usage: 'items <assessment>',
    summary: 'which questions are bad and why: item analysis of a question bank',
    description:
      'How each question of the edition in force has done, worst first: facility is the mean share of its points, discrimination whether those who got it right did better on the rest. Answers of every edition are counted in which the question read as it does now, the first time that a member was asked it.',
    options: [
      ['--question <id>', 'one question in full: its options, who chose them, and what to do'],
      ['--edition <edition>', 'the bank of this edition, and only attempts at it'],
      ['--format <format>', 'csv, json or table'],
      ['--output <file>', 'write to this file; its ending says the format'],
      ['--excel', 'a CSV that Excel opens with the right letters'],
      json,
    ],
    examples: [
      ['certify items sales', 'all questions, worst first'],
      ['certify items sales --question executive-feature', 'one question in full'],
      ['certify items sales --output items.csv', 'a row for each question'],
    ],
    load: () => import('./items.command.js'),
  },
  {
    usage: 'check',
    summary: 'every fault of every content file',
    options: [json],
    examples: [
      ['certify check', 'the content in force here'],
      ['certify check --content ../our-content', 'another folder'],
    ],
    load: () => import('./check.command.js'),
  },
  {
    usage: 'forget <member>',
    summary: "erase a person's name, address and free text for good; what was completed and scored stays",
    options: [
      ['--reason <text>', 'why, without saying who'],
      ['--yes', 'do not ask before it is erased'],
      ['--dry-run', 'show what would be erased and erase nothing'],
      json,
    ],
    examples: [
      ['certify forget avery --reason "asked for it on 2027-03-01" --dry-run', 'what would be erased'],
      ['certify forget avery --reason "asked for it on 2027-03-01"', 'there is no way back'],
    ],
    load: () => import('./forget.command.js'),
  },
  {
    usage: 'verify',
    summary: 'recompute the ledger, grade every attempt anew, and say what was changed',
    options: [['--head <hash>', 'the ledger head that a report named: it must be in the ledger'], json],
    examples: [
      ['certify verify', 'exit code 65 if anything was changed after it was recorded'],
      ['certify verify --head 3f2a9c07d1b4', 'that nothing was changed since the report that named it'],
    ],
    load: () => import('./verify.command.js'),
  },
  {
    usage: 'backup <file>',
    summary: 'a whole copy of the records, read back and checked; restore it by copying it back',
    options: [['--overwrite', 'replace the file if it is there']],
    examples: [
      ['certify backup records-2027-03-01.db', 'at any time, also while others work'],
    ],
    load: () => import('./backup.command.js'),
  },
  {
    usage: 'doctor',
    summary: 'how the records, the disk, the clock and the content are, with a remedy for whatever is wrong',
    options: [['--rebuild-index', 'first make the indexes that reports and item analysis read anew from the facts'], json],
    examples: [
      ['certify doctor', 'exit code 65 if something is wrong'],
      ['certify doctor --rebuild-index', 'when `certify verify` says that an index differs'],
    ],
    load: () => import('./doctor.command.js'),
  },
];
