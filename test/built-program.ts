/** The program as it is installed, built in a folder of its own, and run as processes: for what one process cannot show. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { SMALL_PROGRAM } from './commands/small-program.js';

const ROOT = resolve(import.meta.dirname, '..');

const NOT_NEEDED = /^(?:\..*|node_modules|dist.*|test|docs|bench)$/;

export interface BuiltProgram {
  /** What to run with Node. */
  readonly main: string;
  /** Where its migrations, its content and its `dist/` are. */
  readonly root: string;
  remove(): void;
}

/** Takes two seconds: once for a file of tests. */
export function buildProgram(): BuiltProgram {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'certify-built-')));
  for (const name of readdirSync(ROOT).filter((each) => !NOT_NEEDED.test(each))) cpSync(join(ROOT, name), join(root, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  const built = spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: root, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`the program does not build: ${built.stderr}`);
  return { main: join(root, 'bin', 'certify.js'), root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  out: string;
  err: string;
}

export interface Machine {
  readonly folder: string;
  readonly file: string;
  readonly env: Record<string, string>;
  start(args: readonly string[], options?: StartOptions): Running;
  run(args: readonly string[], options?: StartOptions): Promise<Ended>;
}

export interface StartOptions {
  input?: string;
  env?: Record<string, string>;
  program?: BuiltProgram;
  /** Run by a shell; `"$@"` is the program with its arguments. */
  shell?: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** A machine with the small program as its content and records of its own. */
export function machineWith(program: BuiltProgram): Machine {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'certify-machine-')));
  for (const [name, text] of Object.entries(SMALL_PROGRAM)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const file = join(folder, 'data', 'records.db');
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    XDG_DATA_HOME: join(folder, 'xdg'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    CERTIFY_DB: file,
    CERTIFY_NOW: '2026-11-02T18:00:00Z',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
  };

  function start(args: readonly string[], { input, env: more, program: other = program, shell }: StartOptions = {}): Running {
    const command = [process.execPath, other.main, ...args];
    const [file, ...rest] = shell === undefined ? command : ['/bin/sh', '-c', shell, 'sh', ...command];
    const child = spawn(file!, rest, { cwd: folder, env: { ...env, ...more }, stdio: ['pipe', 'pipe', 'pipe'] });
    const ended = new Promise<Ended>((resolve, reject) => {
      let [out, err] = ['', ''];
      child.stdout!.on('data', (chunk) => (out += chunk));
      child.stderr!.on('data', (chunk) => (err += chunk));
      child.on('error', reject);
      child.on('close', (code, signal) => resolve({ code, signal, out, err }));
    });
    // Whoever does not read its input may have gone before it is written.
    child.stdin!.on('error', () => undefined);
    if (input !== undefined) child.stdin!.end(input);
    return { child, ended };
  }

  return { folder, file, env, start, run: (args, options) => start(args, { input: '', ...options }).ended };
}
