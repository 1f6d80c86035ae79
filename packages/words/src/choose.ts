import type { Language } from './languages.ts';

/** The reader's choice, kept in the browser. */
export const LANGUAGE_COOKIE = 'lg_language';

/**
 * The language of a request: what the reader chose, else the first that the browser asks for and that is offered, else
 * the source. Of several of one tongue it is the one asked for, or the one in its script: who asks for zh-HK reads zh-TW
 * before zh-CN. `accept`: an `Accept-Language` header.
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
    const names = namesOf(wanted);
    const found = [0, 1, 2].map((at) => offered.find(({ code }) => namesOf(code)[at] === names[at]));
    const best = found.find(Boolean);
    if (best) return best;
  }
  return languages[0];
}

/** A language as it is, in its script and without either; some clients write `en_US`. What is none stands for itself. */
function namesOf(code: string): [whole: string, script: string, base: string] {
  try {
    const locale = new Intl.Locale(code.replaceAll('_', '-'));
    const { language, script } = locale.maximize();
    return [locale.baseName, `${language}-${script}`, language];
  } catch {
    return [code, code, code];
  }
}

/** Of an `Accept-Language`; what isn't one is not asked for. */
const WEIGHT = /^\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*$/i;

/** `bo, zh;q=0.8, en;q=0` as bo, zh. At most ten are looked at. */
const asked = (accept: string): string[] =>
  accept
    .split(',', 10)
    .map((part) => {
      const [code = '', weight] = part.split(';');
      return { code: code.trim(), q: weight === undefined ? 1 : Number(WEIGHT.exec(weight)?.[1] ?? 0) };
    })
    .filter(({ code, q }) => code && q > 0)
    .sort((a, b) => b.q - a.q)
    .map(({ code }) => code);
