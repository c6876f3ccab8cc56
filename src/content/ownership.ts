/** Whose file a file is, when it does not say so: the fallback for files that cannot be read. */

/**
 * Whether a file without a readable id may be an edition of `id`. Its name tells, if it starts with one of the ids there are
 * (`sales-q3fy27.yaml`); a name that tells nothing may be anybody's, so that no fault goes unseen where it matters.
 */
export function mayBelongTo({ file }: { file: string }, id: string, ids: readonly string[]): boolean {
  const name = file.slice(file.lastIndexOf('/') + 1).replace(/\.ya?ml$/i, '');
  const named = ids.filter((each) => name === each || (name.startsWith(each) && /[._-]/.test(name[each.length]!)));
  if (named.length === 0) return true;
  const longest = Math.max(...named.map((each) => each.length));
  return named.some((each) => each === id && each.length === longest);
}
