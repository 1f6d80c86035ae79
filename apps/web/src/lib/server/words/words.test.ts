import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { chooseLanguage } from '@linggong/words/choose.ts';
import { catalogues } from '@linggong/words/languages.ts';
import { describe, expect, test } from 'vitest';
import { languagesOf } from './catalogues.ts';
import { wordFile, wordFiles } from './files.ts';
import { currentLanguage, inLanguage } from './reader.ts';

const gig = {
  '@': 'A note.',
  go: '去',
  open: '缺 {n} 人',
  list: ['一', '二'],
  deep: { '@a': 'Another.', a: '甲' },
};
const files = {
  '../words/zh-CN/gig.json': gig,
  '../words/zh-CN/common.json': { language: '中文' },
  '../words/bo/gig.json': { go: 'འགྲོ', deep: { more: 'x' } },
  '../words/en/gig.json': { go: 'Go', open: '{n} open', list: ['one', 'two'], deep: { a: 'a' } },
  '../words/en/common.json': { language: 'English' },
};
const languages = languagesOf(catalogues(files, ''), (text) => `‹${text}›`);
const named = (code: string) => languages.get(code) ?? expect.unreachable();
const all = [named('zh-CN'), named('bo'), named('en')] as const;

describe('a language', () => {
  test('has the source’s words in its gaps, marked, no note, and nothing that the source lacks', () => {
    expect(named('bo').entry('gig')).toEqual({
      go: 'འགྲོ',
      open: '‹缺 {n} 人›',
      list: ['‹一›', '‹二›'],
      deep: { a: '‹甲›' },
    });
    expect(named('zh-CN').entry('gig')).toEqual({
      go: '去',
      open: '缺 {n} 人',
      list: ['一', '二'],
      deep: { a: '甲' },
    });
  });

  test('is read as functions and texts', () => {
    const words = named('en').words('gig') as { go: string; open: (values: { n: number }) => string };
    expect(words.go).toBe('Go');
    expect(words.open({ n: 3 })).toBe('3 open');
  });

  test('keeps the source’s sentence where its own can’t be read, or puts in something else', () => {
    const wrong = { '../words/en/gig.json': { open: '{m} open', go: 'Go {', list: 'one', deep: ['a'] } };
    expect(
      languagesOf(catalogues({ ...files, ...wrong }, ''), String)
        .get('en')
        ?.entry('gig'),
    ).toEqual(named('zh-CN').entry('gig'));
  });

  test('comes from a folder too, beside the build’s own, and never in place of the source', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'words-'));
    for (const code of ['fr', 'zh-CN', '"><b>']) {
      await mkdir(path.join(folder, code));
      await writeFile(path.join(folder, code, 'gig.json'), '{ "go": "Va" }');
    }
    const found = languagesOf(catalogues(files, folder), String);
    expect([...found.keys()]).toEqual(['zh-CN', 'bo', 'en', 'fr']);
    expect(found.get('fr')?.entry('gig')).toMatchObject({ go: 'Va', open: '缺 {n} 人' });
    expect(found.get('zh-CN')?.entry('gig')).toEqual(named('zh-CN').entry('gig'));
    await writeFile(path.join(folder, 'fr', 'gig.json'), '{');
    expect(() => catalogues(files, folder)).toThrow(/fr\/gig\.json is no JSON/);
    await rm(folder, { recursive: true });
  });

  test('is offered where it has enough', () => {
    expect(all.map(({ code, name, offered }) => [code, name, offered])).toEqual([
      ['zh-CN', '中文', true],
      ['bo', 'bo', false],
      ['en', 'English', true],
    ]);
  });

  test('has a version that its words change, and no other’s', () => {
    const changed = languagesOf(
      catalogues({ ...files, '../words/en/common.json': { language: 'Eng' } }, ''),
      String,
    );
    expect(changed.get('en')?.version).not.toBe(named('en').version);
    expect(changed.get('zh-CN')?.version).toBe(named('zh-CN').version);
  });
});

test.each([
  [undefined, null, 'zh-CN'],
  [undefined, 'en-GB,en;q=0.9', 'en'],
  [undefined, 'zh-TW, en;q=0.8', 'zh-CN'],
  [undefined, 'en;q=0.1, zh;q=0.2', 'zh-CN'],
  [undefined, 'en;q=0', 'zh-CN'],
  [undefined, 'zh; q=0.7 , en; Q=0.9', 'en'],
  [undefined, 'en;q=2, zh;q=0.5', 'zh-CN'],
  [undefined, 'en;q=high, zh;q=0.5', 'zh-CN'],
  [undefined, 'en_US', 'en'],
  [undefined, 'bo', 'zh-CN'],
  [undefined, 'fr, *', 'zh-CN'],
  [undefined, `${'x,'.repeat(20)}en`, 'zh-CN'],
  ['bo', 'en', 'bo'],
  ['en', 'zh-CN', 'en'],
  ['fr', 'en', 'en'],
  ['__proto__', 'constructor', 'zh-CN'],
])('who chose %s and asks for %s reads %s', (chosen, accept, code) =>
  expect(chooseLanguage(all, chosen, accept).code).toBe(code),
);

test.each([
  ['zh-TW, zh;q=0.9', 'zh-TW'],
  ['ZH-tw', 'zh-TW'],
  ['zh-HK, zh-CN;q=0.9', 'zh-TW'],
  ['zh-Hant', 'zh-TW'],
  ['zh', 'zh-CN'],
  ['zh-SG, zh-TW;q=0.9', 'zh-CN'],
  ['zh-Latn', 'zh-CN'],
])('of two of one tongue, who asks for %s reads %s', (accept, code) => {
  const taiwans = { ...named('en'), code: 'zh-TW' };
  expect(chooseLanguage([named('zh-CN'), taiwans, named('en')], undefined, accept).code).toBe(code);
});

test('many readers at once, each in their own language, however long they take', async () => {
  const read = (code: string) =>
    inLanguage(named(code), async () => {
      const said: string[] = [];
      for (let i = 0; i < 5; i += 1) {
        said.push(currentLanguage().code);
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
      }
      return said;
    });
  const codes = Array.from({ length: 60 }, (_, i) => all[i % 3]?.code ?? '');
  expect(await Promise.all(codes.map(read))).toEqual(codes.map((code) => Array(5).fill(code)));
  expect(() => currentLanguage()).toThrow('outside of any request');
});

describe('files', () => {
  const language = named('en');

  test('a page’s files are named by language and version', () => {
    const at = `/words/en/${language.version}`;
    expect(wordFiles(language, '/(worker)')).toEqual([`${at}/shared.json`, `${at}/feed.json`]);
    expect(wordFiles(language, null)).toEqual([`${at}/shared.json`]);
    expect(wordFiles(language, '/offline')).toEqual([]);
  });

  test('each has its area alone; the shared one says which page has which', () => {
    expect(wordFile(language, 'gig.json')).toEqual({ words: { gig: language.entry('gig') } });
    const shared = wordFile(language, 'shared.json');
    expect(Object.keys(shared?.words ?? {})).toContain('common');
    expect(shared?.pages?.['/(worker)']).toEqual(['feed']);
  });

  test.each(['none.json', 'gig', 'common.json', '__proto__.json', '../gig.json'])('%s is none', (name) =>
    expect(wordFile(language, name)).toBeNull(),
  );
});
