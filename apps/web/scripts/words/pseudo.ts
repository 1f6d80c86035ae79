/**
 * Makes a language that nobody speaks from the source, for tests and to see in development what is not in the
 * catalogues yet: `node scripts/words/pseudo.ts <folder> <language>`, then start with `WORDS_DIR=<folder>`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pseudo } from '@linggong/words/pseudo.ts';
import { readCatalogue } from './made.ts';

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
