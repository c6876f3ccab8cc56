/**
 * Tells Enter from the line ends of a paste on terminals that do not mark pastes: a paste arrives in one piece, so after an
 * Enter that somebody pressed nothing follows in the same piece of input.
 */
import { useRef } from '@inquirer/core';

export interface EnterOrPaste {
  /** A line end came after `text`. Calls `alone` if nothing follows it, `ofPaste` if it ends a paste of several lines. */
  lineEnd(key: string, text: string, then: { alone: () => void; ofPaste: () => void }): void;
  /** Any other key came. The text before the line end that this key shows to be part of a paste, if there is one. */
  textBefore(): string | undefined;
  /** Forgets a line end that has not been decided. */
  forget(): void;
}

export function useEnterOrPaste(): EnterOrPaste {
  const { current: seen } = useRef<{ waiting?: { text: string; ofPaste: boolean } | undefined; isPaste: boolean }>({ isPaste: false });
  return {
    lineEnd(key, text, then) {
      // The second half of CR LF.
      if (key === 'enter' && seen.waiting) return;
      const end = { text, ofPaste: seen.isPaste };
      seen.waiting = end;
      setImmediate(() => {
        if (seen.waiting !== end) return;
        seen.waiting = undefined;
        if (end.ofPaste) then.ofPaste();
        else then.alone();
      });
    },
    textBefore() {
      const text = seen.waiting?.text;
      if (text === undefined) return undefined;
      seen.waiting = undefined;
      seen.isPaste = true;
      setImmediate(() => {
        seen.isPaste = false;
      });
      return text;
    },
    forget() {
      seen.waiting = undefined;
    },
  };
}
