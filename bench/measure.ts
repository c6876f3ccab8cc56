/** Whole processes, measured in turn: what counts is the ratio to a floor or a peer of the same round, for machines are noisy. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export interface Command {
  /** The program by its path, and its arguments. */
  command: readonly string[];
  env?: Record<string, string>;
  cwd?: string;
  /** Where standard output goes; nowhere if left out. */
  out?: string;
  /** In a terminal, until it shows the text; `answers` are texts and the keys typed when they are shown. */
  until?: { text: string; answers?: readonly (readonly [shown: string, keys: string])[] };
  /** Before each run, and not measured. */
  before?: () => void;
}

export interface Run {
  seconds: number;
  /** The most memory it had at once. */
  mebibytes: number;
}

const TIMED = join(import.meta.dirname, 'timed.py');

/** Certificates from elsewhere more than double every start of Node, for the floor as for the program. */
function environment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const { NODE_EXTRA_CA_CERTS: _, NODE_OPTIONS: __, ...env } = process.env;
  for (const name of Object.keys(env)) if (name.startsWith('CERTIFY_')) delete env[name];
  return { ...env, ...more };
}

/** Throws if it ends with another code than 0. */
export function run({ command, env, cwd, out, until, before }: Command): Run {
  before?.();
  const options = [
    ...(out ? ['--out', out] : []),
    ...(until ? ['--until', until.text, ...(until.answers ?? []).flatMap(([shown, keys]) => ['--answer', shown, keys])] : []),
  ];
  const { stdout, stderr, error } = spawnSync('python3', [TIMED, ...options, '--', ...command], { env: environment(env), cwd, encoding: 'utf8', maxBuffer: 2 ** 26 });
  const found = error ? undefined : (JSON.parse(stdout || 'null') as (Run & { code: number }) | null);
  if (!found || found.code !== 0) throw error ?? new Error(`${command.join(' ')}: ${found?.code} ${stderr}`);
  return found;
}

/** Least, middle and greatest. */
export interface Spread {
  min: number;
  median: number;
  max: number;
}

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { min: sorted[0]!, median, max: sorted.at(-1)! };
}

export interface Compared {
  /** Of the measured one. */
  seconds: Spread;
  mebibytes: number;
  /** Of the other one. */
  floor: Spread;
  /** Of one round each. */
  ratio: Spread;
}

/** Each of several against one floor, all once a round, in turn. The first round warms up and is not counted. */
export function compareAll(measured: readonly Command[], floor: Command, rounds: number): Compared[] {
  const runs = measured.map(() => [] as Run[]);
  const floors: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const [atFloor, each] = [run(floor).seconds, measured.map(run)];
    if (round === 0) continue;
    floors.push(atFloor);
    each.forEach((found, at) => runs[at]!.push(found));
  }
  return runs.map((of) => ({
    seconds: spread(of.map(({ seconds }) => seconds)),
    mebibytes: Math.max(...of.map(({ mebibytes }) => mebibytes)),
    floor: spread(floors),
    ratio: spread(of.map(({ seconds }, at) => seconds / floors[at]!)),
  }));
}

export function compare(measured: Command, floor: Command, rounds: number): Compared {
  return compareAll([measured], floor, rounds)[0]!;
}
