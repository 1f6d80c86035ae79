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

/** Chinese that is no sentence to read, or none of its reader's; each with why. A folder stands for all in it. */
const ELSEWHERE = [
  // What is looked for in what partners wrote, how our lists' columns are known when they come back, values of cells.
  'modules/imports/cells/',
  'platform/sheets/',
  'modules/imports/columns/',
  'platform/sheets/',
  'modules/rolls/reading/',
  // Remarks about rows: made where files are read aside, which has no words, and kept as sentences.
  'modules/imports/posting/',
  'modules/imports/aside/row-reader.ts',
  'modules/imports/compare.ts',
  'modules/imports/beside.ts',
  // Names: of offices, as records keep them, and of whose maps are shown.
  'modules/identity/offices.ts',
  'modules/about/map.ts',
  // Kept for good in place of who closed their account, for whoever reads it.
  'modules/closing/words.ts',
  // Operators of the demo, and postings to measure with.
  'demo/',
  'modules/about/operator.ts',
  'modules/feed/generated-gigs.ts',
  // Settings are described to who runs the server, the API to who writes a program; the platform has no words.
  'platform/settings.ts',
  'platform/http/reference.ts',
  'platform/realtime/asyncapi.ts',
  'platform/idempotency.ts',
  'platform/paging.ts',
];

test('no Chinese outside of the catalogues', () => {
  const files = globSync('**/*.ts', { cwd: SRC }).filter(
    (file) => !/\.test(-data)?\.ts$|\/fixtures\//.test(file),
  );
  const found = files.flatMap((file) => {
    const code = readFileSync(path.join(SRC, file), 'utf8')
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/(^|\s)\/\/.*$/gm, '');
    return [...code.matchAll(/\p{Script=Han}+/gu)].map(([text]) => ({ file, text }));
  });
  const isIn = (file: string) => (place: string) =>
    file === place || (place.endsWith('/') && file.startsWith(place));
  expect(found.filter(({ file }) => !ELSEWHERE.some(isIn(file)))).toEqual([]);
  // Nothing is left out that needn't be.
  expect(ELSEWHERE.filter((place) => !found.some(({ file }) => isIn(file)(place)))).toEqual([]);
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
