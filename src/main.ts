/** The process: the real clock, streams, folders and prompts go to `run`, and its exit code comes back. Nothing else sets one. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import envPaths from 'env-paths';
import type { Deps } from './deps.js';
import { parseInstant, type Instant } from './domain/day.js';
import { Failure } from './errors.js';
import { makeOutput } from './process-output.js';
import { report, run } from './run.js';
import { wantsColour } from './terminal/style.js';

const root = join(__dirname, '..');

function startOfClock(): { now: () => Instant; isSet: boolean } {
  const setting = process.env['CERTIFY_NOW'];
  if (!setting) return { now: () => Date.now() as Instant, isSet: false };
  const start = parseInstant(setting);
  if (start === undefined) {
    throw new Failure('usage', `CERTIFY_NOW is not an instant: ${setting}`, 'write it like 2027-02-01T09:00:00Z');
  }
  const begun = performance.now();
  return { now: () => Math.floor(start + performance.now() - begun) as Instant, isSet: true };
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A user without an entry in the system's list, as in some containers.
    return process.env['USER'] ?? process.env['USERNAME'] ?? 'unknown';
  }
}

/** What git is configured with; undefined if it is not installed or has nothing to say. */
function gitConfig(key: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile('git', ['config', '--get', key], { timeout: 2000 }, (error, stdout) => {
      resolve(error ? undefined : stdout.trim() || undefined);
    });
  });
}

async function readInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

async function main(): Promise<number> {
  const argv = process.argv.slice(2);
  const out = makeOutput(process.stdout, wantsColour(process.stdout.isTTY, process.env, argv));
  const err = makeOutput(process.stderr, wantsColour(process.stderr.isTTY, process.env, argv));
  let clock: ReturnType<typeof startOfClock>;
  try {
    clock = startOfClock();
  } catch (error) {
    return report(error, err, false);
  }
  const folders = envPaths('certify', { suffix: '' });
  const deps: Deps = {
    now: clock.now,
    clockIsSet: clock.isSet,
    randomBytes,
    env: process.env,
    cwd: process.cwd(),
    out,
    err,
    async prompter({ plain }) {
      if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
      const { makePrompter } = await import('./terminal/make-prompter.js');
      return makePrompter({ plain, input: process.stdin, output: process.stderr, style: err.style, now: clock.now });
    },
    async openStore(file, program) {
      const { openStore } = await import('./store/open-store.js');
      return openStore(file, program, root);
    },
    folders: { data: folders.data, cache: folders.cache },
    home: homedir(),
    shippedContent: root,
    user: userName(),
    gitConfig,
    readInput,
    openAddress: (address) => {
      const opener = process.platform === 'darwin' ? 'open' : process.platform === 'win32' ? 'explorer' : 'xdg-open';
      return new Promise((resolve) => execFile(opener, [address], { timeout: 5000 }, (error) => resolve(!error)));
    },
  };
  const code = await run(argv, deps);
  return out.end(code);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`certify: a bug: ${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  },
);
