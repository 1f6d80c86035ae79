/**
 * Makes a language that nobody speaks from the source, for tests and to see in development what is not in the
 * catalogues yet: `node scripts/words/pseudo.ts <folder> <language>`, then start with `WORDS_DIR=<folder>`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Entry } from '../../src/lib/words/entry.ts';
import { readCatalogue } from './made.ts';

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

/** Writes it as a catalogue's files. */
export function writePseudo(folder: string, language: string): void {
  mkdirSync(path.join(folder, language), { recursive: true });
  for (const [area, entry] of Object.entries(readCatalogue('zh-CN')))
    writeFileSync(path.join(folder, language, `${area}.json`), JSON.stringify(pseudo(entry, language)));
}

if (process.argv[1] === import.meta.filename) {
  const [folder, language = 'en'] = process.argv.slice(2);
  if (folder) writePseudo(folder, language);
}
