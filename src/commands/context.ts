/** What every command starts from: the options, the day, the content, the records, and who is asking. */
import { resolve } from 'node:path';
import { cachedContent } from '../content/content-cache.js';
import type { CachedContent, Content, Problem } from '../content/content.js';
import { findContentFolder } from '../content/find-folder.js';
import { formatProblem } from '../content/format-problem.js';
import { blockingProblems } from '../content/blocking.js';
import { rulesText, parseRules } from '../content/snapshots.js';
import type { Deps } from '../deps.js';
import { type Day, type Instant, parseDay, parseInstant } from '../domain/day.js';
import type { LearningPath } from '../domain/learning-path.js';
import type { Policy } from '../domain/policy.js';
import { type RuleBook, makeRuleBook } from '../domain/rule-book.js';
import { lineFault, visibleBesideStyle, visibleJson } from '../domain/visible-text.js';
import { Failure } from '../errors.js';
import type { NewEntry, Store } from '../store/store.js';
import { fitted } from './talk.js';

export interface CommandModule {
  /** Returns the exit code. Throws a `Failure`. */
  run(context: Context, args: string[], options: Options): Promise<number>;
  /** The build puts it into each command's bundle, so that it need not be loaded apart. */
  makeContext?: typeof makeContext;
}

/** Options by their long names in camelCase, as commander gives them. */
export type Options = Readonly<Record<string, unknown>>;

export interface Context {
  deps: Deps;
  options: Options;
  /** Fixed once for the run. */
  now: Instant;
  contentFolder(): Promise<string>;
  /** What the content folder holds, whatever faults it has. */
  content(): Promise<Content>;
  /** The content with its policy, and its rules. Throws a `data` failure if program.yaml has an error, or the track's files have. */
  program(track?: string): Promise<Program>;
  /** Throws a `data` failure if the path of one of the tracks has an error: nobody's status could be told. */
  needPaths(tracks: readonly string[]): Promise<void>;
  /** The same for their assessments: no pass mark could be told. */
  needAssessments(tracks: readonly string[]): Promise<void>;
  /** The records of the program. */
  store(): Promise<Store>;
  /** Says something to the person, on stderr, in lines that fit a terminal. What is said together is written at once. */
  say(...lines: string[]): Promise<void>;
  close(): Promise<void>;
}

export interface Program {
  content: CachedContent;
  policy: Policy;
  book: RuleBook;
  today: Day;
}

export function makeContext(deps: Deps, options: Options): Context {
  refuseEmpty(options);
  const now = deps.now();
  let content: Promise<CachedContent> | undefined;
  let store: Promise<Store> | undefined;
  let book: RuleBook | undefined;
  let saidClock = false;

  async function contentFolder(): Promise<string> {
    return findContentFolder({ option: optional(options, 'content'), env: deps.env, cwd: deps.cwd, shipped: deps.shippedContent });
  }

  async function readContent(): Promise<CachedContent> {
    const folder = await contentFolder();
    const cache = contentCache(deps);
    if (cache) return cachedContent(folder, cache);
    const { loadContent } = await import('../content/load.js');
    return loadContent(folder);
  }

  async function program(track?: string): Promise<Program> {
    if (deps.clockIsSet && !saidClock) {
      saidClock = true;
      await say(`the clock is set by CERTIFY_NOW: ${new Date(now).toISOString()}; what is recorded is marked`);
    }
    const read = await (content ??= readContent());
    refuse(read, blockingProblems(read, track === undefined ? [] : [track]));
    if (!read.policy) throw new Failure('data', `the content has no program: ${read.folder}`, 'see `certify check`');
    book ??= makeRuleBook(read.policy, read.paths, read.clock);
    return { content: read, policy: read.policy, book, today: book.zone.dayOf(now) };
  }

  async function needPaths(tracks: readonly string[]): Promise<void> {
    const read = await context.content();
    refuse(read, blockingProblems(read, tracks, ['path']));
  }

  async function needAssessments(tracks: readonly string[]): Promise<void> {
    const read = await context.content();
    refuse(read, blockingProblems(read, tracks, ['assessment']));
  }

  function refuse(read: Content, problems: readonly Problem[]): void {
    if (problems.length === 0) return;
    throw new Failure('data', `the content has faults: ${read.folder}`, 'mend them; `certify check` shows all', problems.map(formatProblem));
  }

  async function openStore(): Promise<Store> {
    const { policy } = await program();
    const opened = await deps.openStore(recordsFile({ deps, options }), policy.program);
    const others = await opened.otherPrograms();
    if (others.length > 0) await say(`the records also hold other programs: ${others.join(', ')}`);
    return opened;
  }

  async function say(...lines: string[]): Promise<void> {
    let text = '';
    for (const line of lines) text += `${await fitted(visibleBesideStyle(line), deps.err)}\n`;
    await deps.err.write(text);
  }

  const context: Context = {
    deps,
    options,
    now,
    contentFolder,
    content: () => (content ??= readContent()),
    program,
    needPaths,
    needAssessments,
    store: () => (store ??= openStore()),
    say,
    async close() {
      // A store that could not be opened has said so already.
      await store?.then((opened) => opened.close(), () => undefined);
    },
  };
  return context;
}

/** Where what is worked out of content may be kept; undefined from source. The platform's table of time zones is part of it. */
export function contentCache(deps: Pick<Deps, 'build' | 'folders'>): { folder: string; version: string } | undefined {
  return deps.build === undefined ? undefined : { folder: deps.folders.cache, version: `${deps.build} ${process.versions.tz}` };
}

/** Where the records are: `--db`, CERTIFY_DB, or the platform's folder. An empty CERTIFY_DB is none. */
export function recordsFile({ deps, options }: Pick<Context, 'deps' | 'options'>): string {
  const file = optional(options, 'db') || deps.env['CERTIFY_DB'];
  return file ? resolve(deps.cwd, file) : defaultFile(deps);
}

/** Where the records are when nobody says otherwise. */
export function defaultFile(deps: Pick<Deps, 'folders'>): string {
  return resolve(deps.folders.data, 'records.db');
}

/** The text of an option, if it was given. */
export function optional(options: Options, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/** Files, folders and members that an option names. */
const NAMING = ['db', 'content', 'member', 'output', 'unmatched', 'answers', 'policy', 'as'];

/** `--db "$RECORDS"` with a variable that is not set must not mean the person's own records. */
function refuseEmpty(options: Options): void {
  const empty = NAMING.find((name) => optional(options, name)?.trim() === '');
  if (empty !== undefined) throw new Failure('usage', `--${empty} is empty`, 'name something, or leave the option out');
}

/** The text of an option that the command cannot do without. */
export function required(options: Options, name: string): string {
  const value = optional(options, name);
  if (value === undefined || value.trim() === '') {
    const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    throw new Failure('usage', `${flag} is missing`, 'add --help to see what the command needs');
  }
  return value;
}

export function dayOption(options: Options, name: string): Day | undefined {
  const text = optional(options, name);
  if (text === undefined) return undefined;
  const day = parseDay(text);
  if (day === undefined) throw new Failure('usage', `not a day: ${text}`, 'write it like 2027-02-01');
  return day;
}

export function countOption(options: Options, name: string, initial: number, most: number): number {
  const text = optional(options, name);
  if (text === undefined) return initial;
  const count = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (!(count >= 1 && count <= most)) throw new Failure('usage', `not a number from 1 to ${most}: ${text}`, `look at --${name}`);
  return count;
}

/** What `--as-of` and `--known-at` ask for: the day, and the rules and a sieve for facts as they were known then. */
export interface View {
  day: Day;
  book: RuleBook;
  /** The paths that the book was made from. */
  paths: readonly LearningPath[];
  /** Facts recorded later than this are left out; undefined without `--known-at`. */
  known_at: Instant | undefined;
}

export async function viewOf(context: Context): Promise<View> {
  const { book, today, content } = await context.program();
  const text = optional(context.options, 'knownAt');
  if (text === undefined) return { day: dayOption(context.options, 'asOf') ?? today, book, paths: content.paths, known_at: undefined };
  const knownAt = parseInstant(text);
  if (knownAt === undefined) throw new Failure('usage', `not an instant: ${text}`, 'write it like 2027-02-01T09:00:00Z');
  const rules = await (await context.store()).rulesKnownAt(knownAt);
  if (rules === undefined) await context.say(`nothing was recorded by ${text}: the policy and paths of today are used`);
  const then = rules === undefined ? undefined : parseRules(rules);
  const bookThen = then ? makeRuleBook(then.policy, then.paths) : book;
  const day = dayOption(context.options, 'asOf') ?? bookThen.zone.dayOf(knownAt);
  return { day, book: bookThen, paths: then?.paths ?? content.paths, known_at: knownAt };
}

/** The facts known at the view's instant. */
export function knownFacts<F extends { recorded_at: Instant }>(facts: readonly F[], view: Pick<View, 'known_at'>): readonly F[] {
  const { known_at } = view;
  return known_at === undefined ? facts : facts.filter((fact) => fact.recorded_at <= known_at);
}

/** The head of an entry recorded in this run by this person: at the instant of the run, or at a later one in a quiz that takes its time. */
export async function entryHead(
  context: Context,
  source: NewEntry['source'],
  recorded_at = context.now,
): Promise<Omit<NewEntry, 'facts'>> {
  const { content } = await context.program();
  const name = await context.deps.gitConfig('user.name');
  const { user } = context.deps;
  return {
    recorded_at,
    recorded_by: name && name !== user && lineFault(name) === undefined ? `${user} (${name})` : user,
    source,
    clock_is_set: context.deps.clockIsSet,
    rules: rulesText(content),
  };
}

/** Data for programs: JSON with two spaces and a last line end. It may be looked at in a terminal all the same. */
export function jsonText(value: unknown): string {
  return `${visibleJson(JSON.stringify(value, undefined, 2))}\n`;
}

export async function printJson(context: Context, value: unknown): Promise<void> {
  await context.deps.out.write(jsonText(value));
}
