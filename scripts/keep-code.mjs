// Runs the built program on records of its own and puts V8's code beside each bundle: what has run is in it, function by
// function. What is not run here is compiled when it is first used, as anywhere else.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [scratch] = process.argv.slice(2);
const runAndKeep = fileURLToPath(new URL('run-and-keep.cjs', import.meta.url));
const env = {
  ...process.env,
  CERTIFY_NOW: '2027-02-02T09:00:00Z',
  CERTIFY_DB: join(scratch, 'records.db'),
  CERTIFY_MEMBER: 'avery',
  XDG_CACHE_HOME: join(scratch, 'cache'),
};
for (const name of ['NODE_OPTIONS', 'NODE_V8_COVERAGE', 'CERTIFY_CONTENT', 'CERTIFY_PLAIN', 'NO_COLOR']) delete env[name];

const CTRL_C = '\u0003';

/** What is run most, and what people wait for. The last part is what is seen and what is typed then. */
const COMMANDS = [
  [['members', 'add', 'avery', '--name', 'Avery', '--role', 'Account Executive', '--team', 'East', '--start', '2026-08-03']],
  [['path', 'done', '--all']],
  [['quiz'], [['Start now?', '\r'], ['Answer:', 'a'], ['Answer:', '\r'], ['Answer:', CTRL_C]]],
  // Goes on with it.
  [['quiz'], [['Answer:', CTRL_C]]],
  [['status'], []],
  [['status']],
  [['status', '--json']],
  [['why']],
  [['path']],
  [['history']],
  [['report', '--format', 'csv']],
  [['report', '--format', 'table']],
  [['check']],
  [['quiz', '--hand-in']],
  [['--help']],
  [['help', 'quiz']],
];

for (const [args, keys] of COMMANDS) {
  const { status, stderr, error } = spawnSync(process.execPath, [runAndKeep, ...args], {
    cwd: scratch,
    env: { ...env, ...(keys ? { KEYS: JSON.stringify(keys), TERM: 'xterm-256color' } : {}) },
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (error || status === 1) throw error ?? new Error(`certify ${args.join(' ')}: ${stderr}`);
}
