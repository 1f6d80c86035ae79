/** Beyond it is nothing but what is said by few. */
const MOST = 20_000;

/** One and the same value for all that are equal: thousands of gigs say the same few things. Nobody may change it. */
export function sharing() {
  const known = new Map<string, unknown>();
  return <T>(value: T): T => {
    const key = JSON.stringify(value);
    if (!known.has(key)) {
      if (known.size >= MOST) known.clear();
      known.set(key, value);
    }
    return known.get(key) as T;
  };
}
