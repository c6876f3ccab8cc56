/** Where an offset stands in a text. */

/** Both count from 1; columns in the units editors count in (UTF-16). */
export interface Place {
  line: number;
  column: number;
}

export type PlaceAt = (offset: number) => Place;

/** Answers for offsets into this text; CRLF and LF end a line. */
export function placesIn(text: string): PlaceAt {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);

  return (offset) => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle + 1;
      else high = middle;
    }
    return { line: low, column: offset - starts[low - 1]! + 1 };
  };
}
