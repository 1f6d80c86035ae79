const BITS = 8;
const PAGE = 1 << BITS;
const PAGES = 0x110000 >> BITS;
/** More than any text needs; a text of characters from more pages than that only costs more time. */
const MOST_PAGES = 512;

/**
 * The same function of a character's number, which remembers what it said of each: texts are made of few different
 * ones.
 */
export function byCode<T extends NonNullable<unknown>>(of: (character: string) => T): (code: number) => T {
  // Pages of characters that stand together: a map takes three times as long, and one list of all would be large.
  const pages = new Array<(T | undefined)[] | undefined>(PAGES).fill(undefined);
  let known = 0;
  return (code) => {
    let page = pages[code >> BITS];
    const before = page?.[code & (PAGE - 1)];
    if (before !== undefined) return before;
    if (page === undefined) {
      if (known === MOST_PAGES) [known] = [0, pages.fill(undefined)];
      known++;
      page = new Array<T | undefined>(PAGE).fill(undefined);
      pages[code >> BITS] = page;
    }
    const value = of(String.fromCodePoint(code));
    page[code & (PAGE - 1)] = value;
    return value;
  };
}

/** As `byCode`, of the first character of a text that isn't empty. */
export function byCharacter<T extends NonNullable<unknown>>(
  of: (character: string) => T,
): (character: string) => T {
  const ofCode = byCode(of);
  return (character) => ofCode(character.codePointAt(0)!);
}
