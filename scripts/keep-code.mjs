// Runs the built program on records of its own and puts V8's code beside the bundles, in packs (src/load-bundle.ts): what has
// run is in it, function by function. What is not run here is compiled when it is first used, as anywhere else.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [scratch] = process.argv.slice(2);
const runAndKeep = fileURLToPath(new URL('run-and-keep.cjs', import.meta.url));
const env = {
  ...process.env,
  CERTIFY_NOW: '2027-02-02T09:00:00Z',
  CERTIFY_MEMBER: 'avery',
};
for (const name of ['NODE_OPTIONS', 'NODE_V8_COVERAGE', 'CERTIFY_CONTENT', 'CERTIFY_PLAIN', 'NO_COLOR']) delete env[name];

const CTRL_C = '\u0003';

/** What they need: records, and what is kept of the content. */
const BEFORE = [
  [['members', 'add', 'avery', '--name', 'Avery', '--role', 'Account Executive', '--team', 'East', '--start', '2026-08-03']],
  [['path', 'done', '--all']],
  [['check']],
];

/** The last part is what is seen and what is typed then: these are run at a terminal. */
const QUIZ = [['quiz'], [['Start now?', '\r'], ['Answer:', 'a'], ['Answer:', '\r'], ['Answer:', CTRL_C]]];
const GO_ON = [['quiz'], [['Answer:', CTRL_C]]];

/** What is run most, and what people wait for. The first line of each says which bundles belong to it. */
const PACKS = {
  version: [[['--version']]],
  help: [[['--help']], [['--help'], []]],
  check: [[['check']]],
  status: [[['status']], [['status'], []], [['status', '--json']]],
  why: [[['why']], [['why'], []]],
  path: [[['path']], [['path'], []]],
  report: [[['report', '--format', 'csv']], [['report', '--format', 'table']]],
  quiz: [QUIZ, GO_ON],
};

/** What the others are made of, bundle by bundle. */
const COMMANDS = [
  ...BEFORE, QUIZ, GO_ON, [['status'], []], [['status', '--json']], [['why']], [['path']], [['history']],
  [['report', '--format', 'csv']], [['report', '--format', 'table']], [['quiz', '--hand-in']], [['--help']], [['help', 'quiz']],
];

/** On records of its own for each kind of packs. */
function run([args, keys], kind, pack) {
  const { status, stderr, error } = spawnSync(process.execPath, [runAndKeep, ...args], {
    cwd: scratch,
    env: {
      ...env,
      CERTIFY_DB: join(scratch, kind, 'records.db'),
      XDG_CACHE_HOME: join(scratch, kind, 'cache'),
      ...(keys ? { KEYS: JSON.stringify(keys), TERM: 'xterm-256color' } : {}),
      ...(pack ? { PACK: pack } : {}),
    },
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (error || status === 1) throw error ?? new Error(`certify ${args.join(' ')}: ${stderr}`);
}

for (const command of BEFORE) run(command, 'commands');
for (const [word, commands] of Object.entries(PACKS)) for (const command of commands) run(command, 'commands', `certify-${word}`);
// Only now, or what they hold would be taken into the packs above.
for (const command of COMMANDS) run(command, 'bundles', 'each');
