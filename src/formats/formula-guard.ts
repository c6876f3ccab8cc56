/**
 * The guard against formulas: a spreadsheet runs a cell that starts with one of these characters, whoever wrote it. Such a
 * text gets an apostrophe on the way out and loses it on the way in. Texts that already look guarded get one more, so that
 * every text comes back as it went (contract, section 5; the characters are those OWASP names under "CSV Injection").
 */
const NEEDS_GUARD = /^'*[=+\-@\t\r\n]/;
const GUARDED = /^'+[=+\-@\t\r\n]/;

/** Letters come after all of these characters and figures between them: most texts are told by a look at the first. */
function isPlain(first: number): boolean {
  return first > 0x40 || (first >= 0x30 && first <= 0x39);
}

export function guardFormula(text: string): string {
  if (isPlain(text.charCodeAt(0))) return text;
  return NEEDS_GUARD.test(text) ? `'${text}` : text;
}

export function unguardFormula(text: string): string {
  return text.startsWith("'") && GUARDED.test(text) ? text.slice(1) : text;
}
