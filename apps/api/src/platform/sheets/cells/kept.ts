const MOST = 4000;
const LONGEST = 80;

/**
 * The same function of a text, with what it said of short ones kept: the cells of a column say the same again and again.
 * Only for functions whose result nobody changes.
 */
export function kept<T>(work: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (text.length > LONGEST) return work(text);
    const before = known.get(text);
    if (before !== undefined) return before;
    const result = work(text);
    if (known.size >= MOST) known.clear();
    known.set(text, result);
    return result;
  };
}
