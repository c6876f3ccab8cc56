/** The process: the real clock, streams, folders and prompts go to `run`, and its exit code comes back. Nothing else sets one. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import envPaths from 'env-paths';
import type { Deps } from './deps.js';
import type { Instant } from './domain/day.js';
import { visible } from './domain/visible-text.js';
import { Failure } from './errors.js';
import { endByHangUpIfGone } from './hang-up.js';
import { isTerminal, makeOutput, type ProcessOutput } from './process-output.js';
import { report, run } from './run.js';
import { PLAIN, wantsColour } from './terminal/style.js';

/** Put in by the build, which makes it of all sources. Run from source there is none. */
declare const BUILD: string;

const root = join(__dirname, '..');

async function startOfClock(): Promise<{ now: () => Instant; isSet: boolean }> {
  const setting = process.env['CERTIFY_NOW'];
  if (!setting) return { now: () => Date.now() as Instant, isSet: false };
  const { parseInstant } = await import('./domain/day.js');
  const start = parseInstant(setting);
  if (start === undefined) {
    throw new Failure('usage', `CERTIFY_NOW is not an instant: ${setting}`, 'write it like 2027-02-01T09:00:00Z');
  }
  // Node loads `performance` when it is first named, which takes 2 ms.
  const begun = process.hrtime.bigint();
  return { now: () => (start + Number((process.hrtime.bigint() - begun) / 1_000_000n)) as Instant, isSet: true };
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

/** From where Node has its own, if the system has such a file: `crypto` takes 3 ms to load. */
function bytesOfSystem(count: number): Uint8Array {
  try {
    const source = openSync('/dev/urandom', 'r');
    try {
      const bytes = new Uint8Array(count);
      if (fstatSync(source).isCharacterDevice() && readSync(source, bytes) === count) return bytes;
    } finally {
      closeSync(source);
    }
  } catch {
    // There is none.
  }
  return randomBytes(count);
}

async function outputTo(descriptor: 1 | 2, argv: readonly string[]): Promise<ProcessOutput> {
  const terminal = isTerminal(descriptor);
  const style = wantsColour(terminal, process.env, argv) ? (await import('./terminal/paint.js')).makePaint() : PLAIN;
  return makeOutput(descriptor, terminal, style);
}

async function main(): Promise<number> {
  const argv = process.argv.slice(2);
  endByHangUpIfGone();
  const [out, err] = [await outputTo(1, argv), await outputTo(2, argv)];
  let clock: Awaited<ReturnType<typeof startOfClock>>;
  try {
    clock = await startOfClock();
  } catch (error) {
    return report(error, err, false);
  }
  const deps: Deps = {
    now: clock.now,
    clockIsSet: clock.isSet,
    randomBytes: bytesOfSystem,
    build: typeof BUILD === 'string' ? BUILD : undefined,
    env: process.env,
    cwd: process.cwd(),
    out,
    err,
    async prompter({ plain }) {
      if (!isTerminal(0) || !err.isTerminal) return undefined;
      const { makePrompter } = await import('./terminal/make-prompter.js');
      return makePrompter({ plain, input: process.stdin, output: process.stderr, style: err.style, now: clock.now });
    },
    async openStore(file, program) {
      const { openStore } = await import('./store/open-store.js');
      return openStore(file, program, root);
    },
    get folders() {
      return envPaths('certify', { suffix: '' });
    },
    get home() {
      return homedir();
    },
    shippedContent: root,
    get user() {
      return userName();
    },
    gitConfig,
    input: () => process.stdin,
    // V8 optimises beside the program what runs often, and takes longer over it than a short run takes in all.
    expectShortRun: () => process.getBuiltinModule('node:v8').setFlagsFromString('--no-opt'),
    openAddress: (address) => {
      const opener = process.platform === 'darwin' ? 'open' : process.platform === 'win32' ? 'explorer' : 'xdg-open';
      return new Promise((resolve) => execFile(opener, [address], { timeout: 5000 }, (error) => resolve(!error)));
    },
  };
  const code = await run(argv, deps);
  return out.end(code);
}

// Left at once: all output has been taken by now, and taking the heap apart costs more than it gives.
main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`certify: a bug: ${visible(String(error instanceof Error ? error.stack : error), { lines: true })}\n`);
    process.exit(1);
  },
);
