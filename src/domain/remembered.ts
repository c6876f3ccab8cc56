/**
 * The same work as `work`, done once for what comes again and again. No more than `most` answers are kept, so that the memory
 * stays flat whatever a file holds; then it begins anew.
 */
export function remembered<K, V>(most: number, work: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    let answer = known.get(key);
    if (answer === undefined && !known.has(key)) {
      answer = work(key);
      if (known.size >= most) known.clear();
      known.set(key, answer);
    }
    return answer as V;
  };
}
