import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fits, sentences } from '@linggong/words/catalogue.ts';
import { message } from '@linggong/words/message.ts';
import { pseudo } from '@linggong/words/pseudo.ts';
import { unused } from '@linggong/words/unused.ts';
import { describe, expect, test } from 'vitest';
import { OF_RULES } from '../../src/lib/server/words/of-rules.ts';
import { madeFiles, readCatalogue, WORDS } from './made.ts';

const SRC = path.join(WORDS, '../..');
const source = readCatalogue('zh-CN');
const all = new Map(Object.entries(source).flatMap(([area, entry]) => [...sentences(entry, area)]));
const languages = globSync('*/', { cwd: WORDS }).filter((code) => code !== 'zh-CN');

test('what is made from the catalogues and from the modules is fresh', () => {
  for (const { file, text } of madeFiles())
    expect(readFileSync(file, 'utf8') === text, `${file}: npm run words`).toBe(true);
});

test('every sentence is asked for somewhere', () => {
  // What rules say with is looked for beside them.
  const own = Object.entries(source).filter(([area]) => !Object.hasOwn(OF_RULES, area));
  expect(unused(Object.fromEntries(own), SRC)).toEqual([]);
});

test('every sentence can be read', () => {
  for (const [at, text] of all) expect(() => message(text, 'zh-CN'), at).not.toThrow();
});

describe.each([...languages, 'made up'])('%s', (language) => {
  const catalogue =
    language === 'made up'
      ? Object.fromEntries(Object.entries(source).map(([area, entry]) => [area, pseudo(entry, 'bo')]))
      : readCatalogue(language);
  const own = Object.entries(catalogue).flatMap(([area, entry]) => [...sentences(entry, area)]);

  test('has no sentence that the source lacks', () => {
    expect(own.map(([at]) => at).filter((at) => !all.has(at))).toEqual([]);
  });

  test('each can be read, and puts in what the source puts in', () => {
    expect(own.filter(([at, text]) => !fits(all.get(at) ?? '', text)).map(([at]) => at)).toEqual([]);
  });
});

/** Chinese that is no sentence to read: what people and files write, and is looked for in it. */
const DATA = [
  // How one types numbers, days and hours.
  'lib/features/posting/draft.ts',
  'lib/features/posting/numbers.ts',
  'lib/features/posting/typed-moment.ts',
  // How offices name villages, and how postings were written that come from elsewhere.
  'lib/format/place.ts',
  'lib/features/gig/job-posting.ts',
  'lib/features/imports/Row.svelte',
  'lib/features/imports/read-parts.ts',
  // Samples on the page that shows the kit to who works on it.
  'kit-page/KitPage.svelte',
  // Shown where the pages themselves fail, before anybody's language is known.
  'error.html',
];

test('no page names a language: it is its reader’s', () => {
  const named = globSync('{lib,routes}/**/*.{ts,svelte}', { cwd: SRC }).filter(
    (file) =>
      !/\.test\.ts$|^lib\/(server\/)?words\/|^lib\/server\/page-frame\.ts$/.test(file) &&
      /['"]zh-CN['"]/.test(readFileSync(path.join(SRC, file), 'utf8')),
  );
  expect(named).toEqual([]);
});

test('no Chinese outside of the catalogues', () => {
  const files = globSync('**/*.{ts,svelte,js,html}', { cwd: SRC }).filter(
    (file) => !/\.test(-data)?\.ts$|^lib\/words\//.test(file) && !DATA.includes(file),
  );
  const found = files.flatMap((file) => {
    const code = readFileSync(path.join(SRC, file), 'utf8')
      .replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->/g, '')
      .replace(/(^|\s)\/\/.*$/gm, '');
    return [...code.matchAll(/[\p{Script=Han}，。、：；（）「」“”]+/gu)].map(([text]) => `${file}: ${text}`);
  });
  expect(found).toEqual([]);
});
