/** Letters for choices: how a choice is named on the screen, and how a typed letter or number finds it again. */

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** `a` for place 0. Choices beyond `z` go by their number. */
export function letterOf(place: number): string {
  return LETTERS[place] ?? String(place + 1);
}

/** All letters of `count` choices: `a to d`. */
export function lettersOf(count: number): string {
  return count > 1 ? `${letterOf(0)} to ${letterOf(count - 1)}` : letterOf(0);
}

/** The place that one letter or number names among `count` choices; undefined if it names none. `b)` and `2.` do as well. */
export function placeOf(typed: string, count: number): number | undefined {
  const token = bare(typed);
  const place = /^\d{1,6}$/.test(token) ? Number(token) - 1 : token.length === 1 ? LETTERS.indexOf(token.toLowerCase()) : -1;
  return place >= 0 && place < count ? place : undefined;
}

/** What names a choice in a text such as `a c`, `1,3`, `b), d)`, `ac` or `13`: the letters and numbers, one by one. */
export function tokensOf(typed: string, count: number): string[] {
  return typed
    .split(/[\s,;]+/)
    .map(bare)
    .filter((token) => token !== '')
    .flatMap((token) => (runsTogether(token, count) ? [...token] : [token]));
}

/** `ac` is a and c. With ten choices or more `12` is twelve, so digits then want a separator. */
function runsTogether(token: string, count: number): boolean {
  if (placeOf(token, count) !== undefined) return false;
  return count < 10 ? /^[a-z\d]+$/i.test(token) : /^[a-z]+$/i.test(token);
}

/** Without the bracket or the full stop that the screen puts behind a letter. */
export function bare(token: string): string {
  return token.trim().replace(/^\((?=.)/, '').replace(/(?<=.)[).]$/, '');
}
