/** What a check-up found: one thing that was looked at, how it is, and what to do where it is not as it should be. */
export interface Finding {
  /** What was looked at, in a word or two. */
  about: string;
  /** `note` is worth knowing, `wrong` needs doing something about. */
  state: 'fine' | 'note' | 'wrong';
  says: string;
  remedy?: string | undefined;
}

export function fine(about: string, says: string): Finding {
  return { about, state: 'fine', says };
}

export function note(about: string, says: string, remedy?: string): Finding {
  return { about, state: 'note', says, remedy };
}

export function wrong(about: string, says: string, remedy: string): Finding {
  return { about, state: 'wrong', says, remedy };
}
