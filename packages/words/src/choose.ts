import type { Language } from './languages.ts';

/** The reader's choice, kept in the browser. */
export const LANGUAGE_COOKIE = 'lg_language';

/**
 * The language of a request: what the reader chose, else the first that the browser asks for and that is offered,
 * else the source. `accept`: an `Accept-Language` header.
 */
export function chooseLanguage(
  languages: readonly [Language, ...Language[]],
  chosen: string | undefined,
  accept: string | null,
): Language {
  const own = languages.find(({ code }) => code === chosen);
  if (own) return own;
  const offered = languages.filter((language) => language.offered);
  for (const wanted of asked(accept ?? '')) {
    const found = offered.find(({ code }) => base(code) === base(wanted));
    if (found) return found;
  }
  return languages[0];
}

const base = (code: string) => code.toLowerCase().split('-')[0];

/** `bo, zh;q=0.8, en;q=0` as bo, zh. At most ten are looked at. */
const asked = (accept: string): string[] =>
  accept
    .split(',', 10)
    .map((part) => {
      const [code = '', ...rest] = part.trim().split(';');
      const q = rest.map((each) => /^\s*q=([\d.]+)$/.exec(each)?.[1]).find(Boolean);
      return { code: code.trim(), q: q === undefined ? 1 : Number(q) };
    })
    .filter(({ code, q }) => code && q > 0)
    .sort((a, b) => b.q - a.q)
    .map(({ code }) => code);
