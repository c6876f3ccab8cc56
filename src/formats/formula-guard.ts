/**
 * The guard against formulas: a spreadsheet runs a cell that starts with one of these characters, whoever wrote it. Such a
 * text gets an apostrophe on the way out and loses it on the way in. Texts that already look guarded get one more, so that
 * every text comes back as it went (contract, section 5; the characters are those OWASP names under "CSV Injection").
 */
const NEEDS_GUARD = /^'*[=+\-@\t\r\n]/;
const GUARDED = /^'+[=+\-@\t\r\n]/;

/** `@` has the greatest code of them all, so that most texts are told by a look at their first character. */
const GREATEST = 0x40;

export function guardFormula(text: string): string {
  if (text.charCodeAt(0) > GREATEST) return text;
  return NEEDS_GUARD.test(text) ? `'${text}` : text;
}

export function unguardFormula(text: string): string {
  return text.startsWith("'") && GUARDED.test(text) ? text.slice(1) : text;
}
