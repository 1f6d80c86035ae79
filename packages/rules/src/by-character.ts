/** More characters than any text has; a text made of more than so many different ones only costs more time. */
const MOST = 8192;

/** The same function, which remembers what it said of each character: texts are made of few different ones. */
export function byCharacter<T extends NonNullable<unknown>>(
  of: (character: string) => T,
): (character: string) => T {
  // By number: a new string's hash would have to be made for each look.
  const known = new Map<number, T>();
  return (character) => {
    const code = character.codePointAt(0) ?? -1;
    const before = known.get(code);
    if (before !== undefined) return before;
    if (known.size >= MOST) known.clear();
    const value = of(character);
    known.set(code, value);
    return value;
  };
}
