/** Order by code point, the same on every machine and in every locale. */
export function codePointOrder(a: string, b: string): number {
  if (a === b) return 0;
  // UTF-16 sorts surrogates before U+E000 to U+FFFF; code points sort them after.
  for (let at = 0; at < a.length && at < b.length; at++) {
    const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (left !== right) return isSurrogate(left) === isSurrogate(right) ? left - right : isSurrogate(left) ? 1 : -1;
  }
  return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}
