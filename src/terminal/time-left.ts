/** The time left, in words: whole minutes, begun ones counted; in the last three minutes seconds. */

const MS_PER_SECOND = 1000;
const SECONDS_FROM = 180;

/** `1 h 5 min left`, `31 min left`, `2 min 5 s left`, `45 s left`, `time is up`. */
export function timeLeft(ms: number): string {
  const seconds = Math.ceil(ms / MS_PER_SECOND);
  if (seconds <= 0) return 'time is up';
  if (seconds < 60) return `${seconds} s left`;
  if (seconds < SECONDS_FROM) return `${Math.floor(seconds / 60)} min ${seconds % 60} s left`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min left` : `${Math.floor(minutes / 60)} h ${minutes % 60} min left`;
}

/** How pressing it is, for its colour. */
export function urgency(ms: number): 'calm' | 'soon' | 'now' {
  if (ms > 5 * 60 * MS_PER_SECOND) return 'calm';
  return ms > 60 * MS_PER_SECOND ? 'soon' : 'now';
}
