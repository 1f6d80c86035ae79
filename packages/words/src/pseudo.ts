import type { Entry } from './entry.ts';

/** The letters that stand for characters, by language: each of them a script of its own, to be told apart. */
const LETTERS: Readonly<Record<string, string>> = {
  bo: 'ཀཁགངཅཆཇཉཏཐདནཔཕབམཙཚཛཝཞཟའཡརལཤསཧཨ',
  en: 'áćéǵíḱĺḿńóṕŕśúǘẃýźàèìòùâêîôûäë',
};

/** The same with letters in place of its characters; what is put in keeps its place. */
export function pseudo(entry: Entry, language: string): Entry {
  const letters = [...(LETTERS[language] ?? LETTERS.en ?? '')];
  // Two for each, so that sentences grow as they do in other languages, and stay different where they were.
  const letter = (sign: string) => {
    const code = sign.codePointAt(0) ?? 0;
    const at = [code, Math.floor(code / letters.length)];
    return at.map((n) => letters[n % letters.length] ?? '').join('');
  };
  if (typeof entry === 'string') return entry.replace(/\p{Script=Han}/gu, letter);
  if (Array.isArray(entry)) return entry.map((each) => pseudo(each, language));
  return Object.fromEntries(Object.entries(entry).map(([key, each]) => [key, pseudo(each, language)]));
}
