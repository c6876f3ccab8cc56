/** When two texts are the same to a reader. */

/** White space folded and letters composed (NFC): texts with the same key cannot be told apart on a screen. */
export function sameText(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/gu, ' ');
}

/** The places of texts that came before, each with the place it repeats. */
export function repeats(texts: readonly string[]): { at: number; first: number }[] {
  const first = new Map<string, number>();
  return texts.flatMap((text, at) => {
    const earlier = first.get(text);
    if (earlier === undefined) first.set(text, at);
    return earlier === undefined ? [] : [{ at, first: earlier }];
  });
}
