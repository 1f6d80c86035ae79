import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fits, sentences } from '@linggong/words/catalogue.ts';
import { readFolder, SOURCE } from '@linggong/words/languages.ts';
import { message } from '@linggong/words/message.ts';
import { pseudo } from '@linggong/words/pseudo.ts';
import { typesOf } from '@linggong/words/types-of.ts';
import { unused } from '@linggong/words/unused.ts';
import { describe, expect, test } from 'vitest';
import { WORDS, wordsOf } from './words.ts';

const SRC = path.join(WORDS, '..');
const languages = readFolder(WORDS);
const source = languages.get(SOURCE) ?? {};
const all = new Map(Object.entries(source).flatMap(([area, entry]) => [...sentences(entry, area)]));

test('the types are fresh', () => {
  expect(readFileSync(path.join(WORDS, 'types.ts'), 'utf8'), 'npm run words').toBe(typesOf(source));
});

test('every sentence can be read', () => {
  for (const [at, text] of all) expect(() => message(text, SOURCE), at).not.toThrow();
});

test('every sentence is asked for somewhere; those of errors by their codes', () => {
  expect(unused(source, SRC).filter((at) => !/^\w+\.problems\./.test(at))).toEqual([]);
});

test('no module asks for words when it is loaded: that is before anybody reads', () => {
  const asking = globSync('**/*.ts', { cwd: SRC })
    .filter((file) => !file.endsWith('.test.ts'))
    .filter((file) =>
      /^(?:export )?const \S+ = (?:wordsOf|say|put|words)\(/m.test(
        readFileSync(path.join(SRC, file), 'utf8'),
      ),
    );
  expect(asking).toEqual([]);
});

test('what runs for no reader says the source', () => {
  expect(wordsOf('general').station.local).toBe('本地零工站');
});

describe.each([...languages.keys(), 'made up'])('%s', (language) => {
  const catalogue =
    languages.get(language) ??
    Object.fromEntries(Object.entries(source).map(([area, entry]) => [area, pseudo(entry, 'bo')]));
  const own = Object.entries(catalogue).flatMap(([area, entry]) => [...sentences(entry, area)]);

  test('has no sentence that the source lacks', () => {
    expect(own.map(([at]) => at).filter((at) => !all.has(at))).toEqual([]);
  });

  test('each can be read, and puts in what the source puts in', () => {
    expect(own.filter(([at, text]) => !fits(all.get(at) ?? '', text)).map(([at]) => at)).toEqual([]);
  });
});
