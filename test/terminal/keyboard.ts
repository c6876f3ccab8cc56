/** A terminal for the tests of this folder: keys go in as bytes, and what is written can be waited for. */
import { EventEmitter } from 'node:events';
import { PassThrough, Writable } from 'node:stream';
import type { Host } from '../../src/terminal/terminal.js';

export class Screen extends Writable {
  text = '';
  columns = 80;
  rows = 40;
  isTTY = true;

  override _write(chunk: Buffer, _encoding: string, taken: () => void): void {
    this.text += String(chunk);
    this.emit('written');
    taken();
  }

  /** Resolves when `part` has been written after all that earlier calls have waited for. */
  async shows(part: string): Promise<void> {
    while (!this.text.includes(part, this.#seen)) await new Promise((resolve) => this.once('written', resolve));
    this.#seen = this.text.indexOf(part, this.#seen) + part.length;
  }

  #seen = 0;
}

export function makeKeyboard({ isTTY }: { isTTY: boolean }) {
  return Object.assign(new PassThrough(), { isTTY, setRawMode: () => {} });
}

/** The process, as far as prompts know it. `sent` are the signals it sent itself. */
export function makeHost() {
  const events = new EventEmitter();
  const sent: string[] = [];
  const host: Host = {
    on: (event, listener) => events.on(event, listener),
    off: (event, listener) => events.off(event, listener),
    signal: (signal) => sent.push(signal),
    stopJob: () => sent.push('SIGTSTP'),
  };
  return { host, sent, emit: (event: string) => events.emit(event), listeners: () => events.eventNames() };
}
