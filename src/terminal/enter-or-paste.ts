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
  const waiting = useRef<{ text: string; ofPaste: boolean } | undefined>(undefined);
  const isPaste = useRef(false);
  return {
    lineEnd(key, text, then) {
      // The second half of CR LF.
      if (key === 'enter' && waiting.current) return;
      const end = { text, ofPaste: isPaste.current };
      waiting.current = end;
      setImmediate(() => {
        if (waiting.current !== end) return;
        waiting.current = undefined;
        if (end.ofPaste) then.ofPaste();
        else then.alone();
      });
    },
    textBefore() {
      const text = waiting.current?.text;
      if (text === undefined) return undefined;
      waiting.current = undefined;
      isPaste.current = true;
      setImmediate(() => {
        isPaste.current = false;
      });
      return text;
    },
    forget() {
      waiting.current = undefined;
    },
  };
}
