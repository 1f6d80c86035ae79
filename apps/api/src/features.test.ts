import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { EVENT_PAYLOADS } from '@linggong/contracts/events.ts';
import { NOTICE_KINDS } from '@linggong/contracts/notice.ts';
import { PROBLEMS } from '@linggong/contracts/problem.ts';
import { readFolder, SOURCE } from '@linggong/words/languages.ts';
import { expect, test } from 'vitest';
import { FEATURES } from './features.ts';
import { WORDS } from './words/words.ts';

const SRC = fileURLToPath(new URL('.', import.meta.url));

const doubles = (names: readonly string[]) => names.filter((name, at) => names.indexOf(name) !== at);

test('each folder of a feature is in the list, by its name', () => {
  const folders = readdirSync(path.join(SRC, 'modules'));
  expect(FEATURES.map(({ name }) => name).sort()).toEqual(folders.sort());
});

test('each kind of event is told by one feature, which says who hears of it', () => {
  const told = FEATURES.flatMap(({ events = [] }) => events.map(({ type }) => type));
  expect(told.toSorted()).toEqual(Object.keys(EVENT_PAYLOADS).sort());
});

test('each kind of notice is one object of one feature', () => {
  const kinds = FEATURES.flatMap(({ notices = [] }) => notices.map(({ kind }) => kind));
  expect(kinds.toSorted()).toEqual(NOTICE_KINDS.toSorted());
});

test('each error is one feature’s, or what any request may meet', () => {
  const areas = Object.entries(readFolder(WORDS).get(SOURCE) ?? {});
  expect([...FEATURES.map(({ name }) => name), 'general']).toEqual(
    expect.arrayContaining(areas.map(([area]) => area)),
  );
  const said = areas.flatMap(([, entry]) => Object.keys((entry as { problems?: object }).problems ?? {}));
  expect(doubles(said)).toEqual([]);
  expect(said.toSorted()).toEqual(Object.keys(PROBLEMS).sort());
});

const sources = (folder: string) =>
  readdirSync(path.join(SRC, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|fixtures\//.test(file))
    .map((file) => ({ file, text: readFileSync(path.join(SRC, folder, file), 'utf8') }));

test('the platform knows no event by its name', () => {
  const kinds = Object.keys(EVENT_PAYLOADS).map((type) => type.replace(/\.v\d+$/, ''));
  const wrong = sources('platform').flatMap(({ file, text }) =>
    kinds.filter((kind) => text.includes(`'${kind}.`)).map((kind) => `${file} names ${kind}`),
  );
  expect(wrong).toEqual([]);
});

test('what brings notices to people knows no kind of them but its own', () => {
  const own = FEATURES.find(({ name }) => name === 'notices')?.notices?.map(({ kind }) => kind) ?? [];
  const others = NOTICE_KINDS.filter((kind) => !own.includes(kind));
  const wrong = [...sources('platform'), ...sources('modules/notices')].flatMap(({ file, text }) =>
    others.filter((kind) => text.includes(`'${kind}'`)).map((kind) => `${file} names ${kind}`),
  );
  expect(wrong).toEqual([]);
});

test('who hears of an event is said by its kind alone', () => {
  const direct = sources('modules').filter(({ text }) => /\bevents\.append(All)?\(/.test(text));
  expect(direct.map(({ file }) => file)).toEqual([]);
});
