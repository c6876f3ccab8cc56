/**
 * Numbers as people type them. A decimal comma and separators of thousands are understood where only one reading is
 * possible; `1,234` and `1.234` mean different numbers in different countries and are asked again.
 */

export type TypedNumber =
  /** A decimal with a point and nothing else, as short as it can be: `-1234.5`. */
  { kind: 'number'; number: string } | { kind: 'problem'; message: string };

/** Spaces of every width, and apostrophes as in Switzerland, only ever separate thousands. */
const GROUPED_BY_SPACE = /^(\d{1,3}(?:( |')\d{3})(?:\2\d{3})*)(?:[.,](\d*))?$/;
const GROUPED_BY_COMMA = /^(\d{1,3}(?:,\d{3})+)\.(\d*)$|^(\d{1,3}(?:,\d{3}){2,})$/;
const GROUPED_BY_POINT = /^(\d{1,3}(?:\.\d{3})+),(\d*)$|^(\d{1,3}(?:\.\d{3}){2,})$/;
/** Lakhs and crores: `12,34,567`. */
const GROUPED_AS_IN_INDIA = /^(\d{1,2}(?:,\d{2})+,\d{3})(?:\.(\d*))?$/;
const ONE_SEPARATOR = /^(\d*)[.,](\d*)$/;

/** What the grader can compare (`parsePoints`). */
const MOST_DIGITS = 15;

export function readNumber(typed: string): TypedNumber {
  const text = plain(typed);
  if (/[%‰]|\bper ?cent\b/i.test(text)) return problem('type the number alone, without the percent sign');
  if (/\p{Sc}|\b(?:usd|eur|gbp|dollars?|euros?|pounds?)\b/iu.test(text)) {
    return problem('type the number alone, without the currency sign');
  }
  const [, minus = '', body = ''] = /^([+-]?) ?(.*)$/.exec(text) ?? [];
  if (!/^[\d., ']*\d[\d., ']*$/.test(body)) return problem('type a number alone, in digits, such as 12 or 2.5');
  const parts = partsOf(body);
  if (!parts) {
    return problem(`${typed.trim()} cannot be read as a number: type digits with at most a decimal point, such as 1234.5`);
  }
  if (parts.kind === 'two readings') {
    const sign = minus === '-' ? '-' : '';
    const [whole, fraction] = [`${sign}${parts.whole}${parts.fraction}`, `${sign}${parts.whole}.${parts.fraction}`];
    return problem(`${typed.trim()} could be ${whole} or ${fraction}: type ${whole}, or ${fraction}0`);
  }
  return decimal(minus === '-', parts.whole, parts.fraction);
}

type Parts = { kind: 'one reading' | 'two readings'; whole: string; fraction: string };

function partsOf(body: string): Parts | undefined {
  if (/^\d+$/.test(body)) return { kind: 'one reading', whole: body, fraction: '' };
  const one = ONE_SEPARATOR.exec(body);
  if (one) {
    const [, whole = '', fraction = ''] = one;
    const mayBeThousands = fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
    return { kind: mayBeThousands ? 'two readings' : 'one reading', whole, fraction };
  }
  const space = GROUPED_BY_SPACE.exec(body);
  if (space) return { kind: 'one reading', whole: digits(space[1]!), fraction: space[3] ?? '' };
  const grouped = GROUPED_BY_COMMA.exec(body) ?? GROUPED_BY_POINT.exec(body);
  if (grouped) return { kind: 'one reading', whole: digits(grouped[1] ?? grouped[3]!), fraction: grouped[2] ?? '' };
  const india = GROUPED_AS_IN_INDIA.exec(body);
  if (india) return { kind: 'one reading', whole: digits(india[1]!), fraction: india[2] ?? '' };
  return undefined;
}

function decimal(negative: boolean, wholeDigits: string, fractionDigits: string): TypedNumber {
  const whole = wholeDigits.replace(/^0+(?=\d)/, '') || '0';
  const fraction = fractionDigits.replace(/0+$/, '');
  if (whole.length > MOST_DIGITS || fraction.length > MOST_DIGITS) {
    return problem(`the number is too long: type at most ${MOST_DIGITS} digits`);
  }
  const number = fraction === '' ? whole : `${whole}.${fraction}`;
  return { kind: 'number', number: negative && number !== '0' ? `-${number}` : number };
}

/** One kind of space, apostrophe, minus and digit. NFKC would do more than is wanted: it makes `10²` a hundred and two. */
function plain(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u00a0\u2007\u2009\u202f\u3000]+/g, ' ')
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\u2212\u2012\u2013]/g, '-')
    .trim();
}

function digits(text: string): string {
  return text.replace(/\D/g, '');
}

function problem(message: string): TypedNumber {
  return { kind: 'problem', message };
}
