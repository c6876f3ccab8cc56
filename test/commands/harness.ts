/**
 * The program in a folder of its own: `run` itself with real records, a clock that is told the time, and what was printed.
 * A test reads like a script of what somebody types.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { Deps, Output } from '../../src/deps.js';
import { type Instant, parseInstant } from '../../src/domain/day.js';
import type { Fact } from '../../src/domain/fact.js';
import { run } from '../../src/run.js';
import { openStore } from '../../src/store/open-store.js';
import { PLAIN } from '../../src/terminal/style.js';
import { type FakePrompter, fakePrompter } from '../fake-prompter.js';
import { SMALL_PROGRAM } from './small-program.js';

export type Step = Parameters<typeof fakePrompter>[number];

const PROGRAM_ROOT = resolve(import.meta.dirname, '../..');

export interface Setting {
  /** Files of the content by their names in the folder; the small program where nothing is said. */
  content?: Record<string, string>;
  at?: string;
  /** Another terminal on the machine of this one: the same folder, records and time. */
  beside?: Certify;
}

export interface Certify {
  /**
   * Runs one command line. Without steps there is no terminal to ask in; with them, be it an empty list, somebody sits there
   * and does just these, in order.
   */
  run(line: string | readonly string[], ...steps: Step[]): Promise<number>;
  /** What the last run printed on stdout, and said on stderr. */
  readonly out: string;
  readonly err: string;
  /** stdout of the last run as data. */
  readonly json: any;
  /** What the last run asked. */
  readonly prompter: FakePrompter | undefined;
  /** It is this instant now; the clock stands still between calls. */
  at(instant: string): void;
  now(): Instant;
  /** Writes a file of the working folder; returns its name. */
  file(name: string, text: string | Uint8Array): string;
  read(name: string): string;
  /** The facts about a member as they lie in the records; reading them changes nothing. */
  facts(member: string): Promise<Fact[]>;
  /** Takes all of these files for the content, or these in place of some. */
  changeContent(files: Record<string, string>): void;
  readonly folder: string;
  /** Files and folders of the machine that a test may change. */
  env: Record<string, string | undefined>;
  git: Record<string, string>;
  input: string;
  opened: string[];
  /** Whether the prompter was last asked for in plain lines. */
  askedPlainly: boolean | undefined;
  /** What stdout and stderr are. */
  terminal: { out: boolean; err: boolean; columns: number };
  /** Put over the parts that the program is given. */
  deps: Partial<Deps>;
}

/** How many terminals a test has, by its name. */
const terminals = new Map<string, number>();

/** A machine of its own, thrown away after the test. */
export function certify({ content = SMALL_PROGRAM, at = '2026-11-02T18:00:00Z', beside }: Setting = {}): Certify {
  const folder = beside?.folder ?? freshFolder();
  const recordsFile = join(folder, 'data', 'records.db');
  const test = expect.getState().currentTestName ?? '';
  const terminal = (terminals.get(test) ?? 0) + 1;
  terminals.set(test, terminal);
  let now = instant(at);
  let drawn = 0;
  let [out, err] = ['', ''];
  let prompter: FakePrompter | undefined;

  const c: Certify = {
    folder,
    env: {},
    git: {},
    input: '',
    opened: [],
    askedPlainly: undefined,
    terminal: { out: false, err: false, columns: 80 },
    deps: {},
    get out() {
      return out;
    },
    get err() {
      return err;
    },
    get json() {
      return JSON.parse(out);
    },
    get prompter() {
      return prompter;
    },
    at(text) {
      now = instant(text);
    },
    now: () => now,
    file(name, text) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
      return name;
    },
    read: (name) => readFileSync(join(folder, name), 'utf8'),
    async facts(member) {
      const store = openStore(recordsFile, 'field', PROGRAM_ROOT);
      const found = await store.member(member);
      await store.close();
      return found?.facts ?? [];
    },
    changeContent(files) {
      for (const [name, text] of Object.entries(files)) c.file(name, text);
    },
    async run(line, ...steps) {
      [out, err] = ['', ''];
      prompter = steps.length > 0 ? fakePrompter(...steps) : undefined;
      const mine = { out: '', err: '' };
      const deps = depsOf(mine, prompter);
      const code = await run(typeof line === 'string' ? words(line) : line, deps);
      [out, err] = [mine.out, mine.err];
      // A script that does not fit what is asked ends in the words for a bug; the test should say so, not compare codes.
      if (code === 1 && c.deps.openStore === undefined) throw new Error(err);
      if (code !== 130 && code !== 75) prompter?.done();
      return code;
    },
  };

  function depsOf(printed: { out: string; err: string }, asks: FakePrompter | undefined): Deps {
    const output = (to: 'out' | 'err'): Output => ({
      write: async (text) => void (printed[to] += text),
      isTerminal: c.terminal[to],
      columns: () => c.terminal.columns,
      style: PLAIN,
    });
    return {
      now: () => (beside ? beside.now() : now),
      clockIsSet: false,
      // Other ids in every terminal, and the same ones whenever the test is run.
      randomBytes: (count) => createHash('sha512').update(`${test} ${terminal} ${drawn++}`).digest().subarray(0, count),
      env: c.env,
      cwd: folder,
      out: output('out'),
      err: output('err'),
      prompter: async ({ plain }) => {
        c.askedPlainly = plain;
        return asks;
      },
      openStore: async (file, program) => openStore(file, program, PROGRAM_ROOT),
      folders: { data: dirname(recordsFile), cache: join(folder, 'cache') },
      home: folder,
      shippedContent: PROGRAM_ROOT,
      user: 'staff',
      gitConfig: async (key) => c.git[key],
      expectShortRun: () => {},
      openAddress: async (address) => c.opened.push(address) > 0,
      async *input() {
        yield Buffer.from(c.input);
      },
      ...c.deps,
    };
  }

  if (!beside) c.changeContent(content);
  return c;
}

function freshFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'certify-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The words of a command line, as a shell takes them apart; only double quotes are known. */
function words(line: string): string[] {
  return [...line.matchAll(/(?:"[^"]*"|[^\s"])+/g)].map(([word]) => word.replace(/"/g, ''));
}

function instant(text: string): Instant {
  const parsed = parseInstant(text.replace(/(T\d\d:\d\d)Z$/, '$1:00Z'));
  if (parsed === undefined) throw new Error(`not an instant: ${text}`);
  return parsed;
}

/** A step before which something else happens: the clock moves on, another terminal comes in. */
export function after<S extends object>(action: () => unknown, step: S): S {
  const { act } = step as { act: (prompt: never) => unknown };
  const later = async (prompt: never) => {
    await action();
    return act(prompt);
  };
  return { ...step, act: later };
}
