import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SOURCE_WORDS } from '@linggong/rules/words/source.ts';
import { readFolder, SOURCE } from '@linggong/words/languages.ts';
import { pseudo } from '@linggong/words/pseudo.ts';
import { WORDS } from '../src/words/words.ts';

/** Each language has letters of its own. */
const SCRIPTS = { 'zh-CN': /\p{Script=Han}/u, bo: /\p{Script=Tibetan}/u, en: /[áćéǵíàèìòù]/u } as const;
export type Code = keyof typeof SCRIPTS;
export const CODES = Object.keys(SCRIPTS) as Code[];

/** Which scripts a text has. */
export const scripts = (text: string): Code[] => CODES.filter((code) => SCRIPTS[code].test(text));

/** Writes what the API and rules say in two languages that nobody speaks into a folder, as `WORDS_DIR` names one. */
export function writeApiWords(folder: string): void {
  for (const code of ['bo', 'en']) {
    mkdirSync(path.join(folder, code, 'api'), { recursive: true });
    for (const [area, entry] of Object.entries(readFolder(WORDS).get(SOURCE) ?? {}))
      writeFileSync(path.join(folder, code, 'api', `${area}.json`), JSON.stringify(pseudo(entry, code)));
    // What rules say stands beside the pages' words.
    for (const [area, entry] of Object.entries(SOURCE_WORDS))
      writeFileSync(path.join(folder, code, `${area}.json`), JSON.stringify(pseudo(entry, code)));
  }
}

/** A folder of these languages; whoever asks for it calls `remove` at the end. */
export function madeUpLanguages() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'words-'));
  writeApiWords(folder);
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}
