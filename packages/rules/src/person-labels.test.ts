import { expect, test } from 'vitest';
import { type Namesake, personLabels } from './person-labels.ts';

const SAID = {
  village: ({ name, village }: { name: string; village: string }) => `${name}（${village}）`,
  ordinal: ({ name, village, ordinal }: { name: string; village: string; ordinal: number }) =>
    `${name}（${village}，第 ${ordinal} 位）`,
};
const one = (id: string, name: string, more: Partial<Namesake> = {}): Namesake => ({
  id,
  name,
  village: '如意乡桑那村',
  ordinal: 1,
  hasNamesake: false,
  ...more,
});
const labels = (...people: Namesake[]) => [...personLabels(people, SAID).values()];

test.each([
  ['alone', [one('a', '达瓦卓玛')], ['达瓦卓玛']],
  ['two names', [one('a', '达瓦卓玛'), one('b', '索朗旺堆')], ['达瓦卓玛', '索朗旺堆']],
  [
    'one name in one village',
    [one('a', '达瓦卓玛'), one('b', '达瓦卓玛', { ordinal: 2 })],
    ['达瓦卓玛（如意乡桑那村，第 1 位）', '达瓦卓玛（如意乡桑那村，第 2 位）'],
  ],
  [
    'one name in two villages',
    [one('a', '达瓦卓玛'), one('b', '达瓦卓玛', { village: '嘎玛乡里土村' })],
    ['达瓦卓玛（如意乡桑那村）', '达瓦卓玛（嘎玛乡里土村）'],
  ],
  [
    'written otherwise it is the same',
    [one('a', '达瓦·卓玛'), one('b', '达瓦 卓玛', { ordinal: 2 })],
    ['达瓦·卓玛（如意乡桑那村，第 1 位）', '达瓦 卓玛（如意乡桑那村，第 2 位）'],
  ],
  [
    'the other is not in the list',
    [one('b', '达瓦卓玛', { ordinal: 2, hasNamesake: true })],
    ['达瓦卓玛（如意乡桑那村，第 2 位）'],
  ],
  [
    'of no place, and not in the register',
    [one('a', '达瓦卓玛', { village: '', ordinal: null }), one('b', '达瓦卓玛')],
    ['达瓦卓玛', '达瓦卓玛（如意乡桑那村）'],
  ],
  ['one and the same, listed twice', [one('a', '达瓦卓玛'), one('a', '达瓦卓玛')], ['达瓦卓玛']],
])('%s', (_, people, expected) => {
  expect(labels(...people)).toEqual(expected);
});

test('the order of the list changes nothing', () => {
  const people = [
    one('a', '达瓦卓玛'),
    one('b', '达瓦卓玛', { ordinal: 2 }),
    one('c', '达瓦卓玛', { ordinal: 7 }),
  ];
  const forward = personLabels(people, SAID);
  const backward = personLabels(people.toReversed(), SAID);
  for (const { id } of people) expect(backward.get(id)).toBe(forward.get(id));
  expect(forward.get('c')).toBe('达瓦卓玛（如意乡桑那村，第 7 位）');
});
