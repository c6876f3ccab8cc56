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
for (const name of ['NODE_OPTIONS', 'NODE_V8_COVERAGE', 'CERTIFY_CONTENT']) delete env[name];

const COMMANDS = [
  ['members', 'add', 'avery', '--name', 'Avery', '--role', 'Account Executive', '--team', 'East', '--start', '2026-08-03'],
  ['path', 'done', '--all'],
  ['status'],
  // Once more, with the content in the cache.
  ['status'],
  ['status', '--json'],
  ['why'],
  ['history'],
  ['report', '--format', 'csv'],
  ['report', '--format', 'table'],
  ['check'],
  ['quiz', '--answers', 'no-such-file.yaml'],
  ['--help'],
  ['help', 'quiz'],
  ['--version'],
];

for (const args of COMMANDS) {
  const { status, stderr, error } = spawnSync(process.execPath, [runAndKeep, ...args], { cwd: scratch, env, encoding: 'utf8' });
  if (error || status === 1) throw error ?? new Error(`certify ${args.join(' ')}: ${stderr}`);
}
