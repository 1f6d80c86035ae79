import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fits, sentences } from '@linggong/words/catalogue.ts';
import { readFolder, SOURCE } from '@linggong/words/languages.ts';
import { message } from '@linggong/words/message.ts';
import { typesOf } from '@linggong/words/types-of.ts';
import { unused } from '@linggong/words/unused.ts';
import { expect, test } from 'vitest';
import { SOURCE_WORDS } from './source.ts';

const WORDS = import.meta.dirname;
const all = Object.entries(SOURCE_WORDS).flatMap(([area, entry]) => [...sentences(entry, area)]);

test('every file is handed out', () => {
  expect(readFolder(WORDS).get(SOURCE)).toEqual(SOURCE_WORDS);
});

test('the types are fresh', () => {
  expect(readFileSync(path.join(WORDS, 'types.ts'), 'utf8'), 'npm run words').toBe(typesOf(SOURCE_WORDS));
});

test('every sentence can be read', () => {
  for (const [at, text] of all) expect(() => message(text, SOURCE), at).not.toThrow();
  expect(all.filter(([, text]) => !fits(text, text))).toEqual([]);
});

test('every sentence is asked for somewhere', () => {
  expect(unused(SOURCE_WORDS, path.join(WORDS, '..'))).toEqual([]);
});
