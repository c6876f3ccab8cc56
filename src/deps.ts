/** What a command may use from the outside. `main.ts` hands in the real things, tests hand in theirs. */
import type { Instant } from './domain/day.js';
import type { Store } from './store/store.js';
import type { Prompter } from './terminal/prompter.js';
import type { Style } from './terminal/style.js';

export interface Output {
  /** Resolves when the text has been taken; a full disk or a closed pipe is noticed by whoever made the output. */
  write(text: string): Promise<void>;
  readonly isTerminal: boolean;
  /** Columns of the terminal, 80 where there is none. */
  columns(): number;
  readonly style: Style;
}

export interface Deps {
  /** The clock. It starts where CERTIFY_NOW says, if it says so. */
  now(): Instant;
  /** Whether CERTIFY_NOW sets the clock: what is recorded then is marked. */
  readonly clockIsSet: boolean;
  randomBytes(count: number): Uint8Array;
  /** Names this build of the program. Without it nothing is kept in the cache folder, for another build may read content otherwise. */
  readonly build?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly out: Output;
  readonly err: Output;
  /** The prompter, loaded when it is first asked for; undefined where nobody can answer. `plain` asks for lines without redraw. */
  prompter(options: { plain: boolean }): Promise<Prompter | undefined>;
  openStore(file: string, program: string): Promise<Store>;
  /** The platform's folders for this program. */
  readonly folders: { data: string; cache: string };
  readonly home: string;
  /** The folder that holds the content shipped with the program. */
  readonly shippedContent: string;
  /** The operating system's user, as recorder of facts. */
  readonly user: string;
  /** What git is configured with, such as `user.email`, if anything. */
  gitConfig(key: string): Promise<string | undefined>;
  /** Says that there is little to do from here on, so that preparing for much would not pay. */
  expectShortRun(): void;
  /** Shows an address in the person's browser; false if there is none to be had. */
  openAddress(address: string): Promise<boolean>;
  /** Standard input as text, for `-` as a file name. */
  input(): AsyncIterable<Uint8Array>;
}
