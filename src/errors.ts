/** The few kinds of failures, and the exit code of each. Anything else that is thrown is a bug (exit code 1). */
export const EXIT_CODES = {
  usage: 2,
  /** Asked and answered: a quiz that was not passed, a `--check` that says no. Not an error, but not a zero either. */
  no: 3,
  data: 65,
  'not-found': 66,
  'cannot-create': 73,
  io: 74,
  locked: 75,
  'not-permitted': 77,
  cancelled: 130,
} as const;
export type FailureKind = keyof typeof EXIT_CODES;

/**
 * Something the person can do something about. `message` says what is wrong, in lower case and without a full stop; `hint`
 * says what to do; `details` are lines shown before it, such as the faults of a file.
 */
export class Failure extends Error {
  override readonly name = 'Failure';

  constructor(
    readonly kind: FailureKind,
    message: string,
    readonly hint?: string,
    readonly details: readonly string[] = [],
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/** Told by name: each command is a bundle with its own copy of the class, so `instanceof` would not do. */
export function isFailure(error: unknown): error is Failure {
  return error instanceof Error && error.name === 'Failure';
}
