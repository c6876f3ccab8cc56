/**
 * Texts that one thread puts and another takes, in order, through memory that both share: neither waits for an event loop, and no
 * more than a few texts are on the way. (https://tc39.es/ecma262/#sec-atomics.wait)
 */

/** Plain data, so that it can be handed to a thread. */
export interface TextRing {
  /** How many texts were put and taken, and whether the end has come; then the length in bytes of each text that is there. */
  control: Int32Array<SharedArrayBuffer>;
  bytes: SharedArrayBuffer;
}

const [PUT, TAKEN, ENDED, LENGTHS] = [0, 1, 2, 3];
const SLOTS = 8;
const SLOT_BYTES = 256 * 1024;

export function makeTextRing(): TextRing {
  return {
    control: new Int32Array(new SharedArrayBuffer(4 * (LENGTHS + SLOTS))),
    bytes: new SharedArrayBuffer(SLOTS * SLOT_BYTES),
  };
}

/** Waits until there is room. False, and nothing was put, if the text is too long for a slot. */
export function putText({ control, bytes }: TextRing, text: string): boolean {
  const length = Buffer.byteLength(text);
  if (length > SLOT_BYTES) return false;
  const put = Atomics.load(control, PUT);
  for (let taken = Atomics.load(control, TAKEN); put - taken === SLOTS; taken = Atomics.load(control, TAKEN)) Atomics.wait(control, TAKEN, taken);
  const slot = put % SLOTS;
  Buffer.from(bytes, slot * SLOT_BYTES, SLOT_BYTES).write(text);
  control[LENGTHS + slot] = length;
  Atomics.store(control, PUT, put + 1);
  Atomics.notify(control, PUT);
  return true;
}

/** After this nothing is put. */
export function endTexts({ control }: TextRing): void {
  Atomics.store(control, ENDED, 1);
  // Whoever waits for a text sees that it is not coming.
  Atomics.notify(control, PUT);
}

/** The next text, which is waited for; undefined at the end, or if nothing has come for so many milliseconds. */
export function takeText({ control, bytes }: TextRing, patience: number): string | undefined {
  const taken = Atomics.load(control, TAKEN);
  while (Atomics.load(control, PUT) === taken) {
    if (Atomics.load(control, ENDED) === 1 && Atomics.load(control, PUT) === taken) return undefined;
    if (Atomics.wait(control, PUT, taken, patience) === 'timed-out') return undefined;
  }
  const slot = taken % SLOTS;
  const start = slot * SLOT_BYTES;
  const text = Buffer.from(bytes, start, control[LENGTHS + slot]).toString();
  Atomics.store(control, TAKEN, taken + 1);
  Atomics.notify(control, TAKEN);
  return text;
}
