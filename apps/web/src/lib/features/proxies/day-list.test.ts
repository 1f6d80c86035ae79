import { expect, test } from 'vitest';
import { dayRows, undatedCount } from './day-list.ts';
import { byStanding, type Mine } from './people.ts';

/** `12-02 20:00` in Beijing. */
const at = (time: string) => new Date(`2026-${time.replace(' ', 'T')}:00+08:00`).toISOString();
const held = (id: string, [from, to]: [string, string], more: object = {}) => ({
  id,
  state: 'confirmed',
  shiftIds: ['s'],
  clashes: [],
  gig: {
    shifts: [
      { id: 's', startsAt: at(from), endsAt: at(to) },
      { id: 'other', startsAt: at(from), endsAt: at(to) },
    ],
  },
  ...more,
});
const mine = (name: string, ...bookings: object[]) =>
  ({ person: { id: name, name }, bookings }) as unknown as Mine;
const people = [
  mine('night', held('n', ['12-02 20:00', '12-03 06:00'])),
  mine('late', held('l', ['12-03 13:00', '12-03 18:00']), held('e', ['12-02 08:00', '12-02 18:00'])),
  mine('midnight', held('m', ['12-02 14:00', '12-03 00:00'])),
  mine('free'),
  mine('asks', held('a', ['12-03 08:00', '12-03 18:00'], { state: 'requested' })),
];

test.each([
  ['2026-12-01', []],
  [
    '2026-12-02',
    [
      ['late', null],
      ['midnight', null],
      ['night', 'into'],
    ],
  ],
  [
    '2026-12-03',
    [
      ['night', 'from'],
      ['late', null],
    ],
  ],
  ['2026-12-04', []],
])(
  'on the list of %s stands whoever works then, in order of time, with what runs over midnight marked',
  (day, rows) => {
    expect(dayRows(people, day).map(({ person, night }) => [person.name, night])).toEqual(rows);
  },
);

test('jobs without hours are counted, of those that are held', () => {
  const noHours = { gig: { shifts: [{ id: 's', startsAt: null, endsAt: null }] } };
  const [at1, at2] = ['12-02 08:00', '12-02 18:00'] as const;
  const jobs = [held('u', [at1, at2], noHours), held('r', [at1, at2], { ...noHours, state: 'requested' })];
  expect(undatedCount([...people, mine('some day', ...jobs)])).toBe(1);
  expect(undatedCount(people)).toBe(0);
});

test('those whom one acts for stand by when their work begins, and so does the work of each', () => {
  const groups = byStanding(people, new Date(at('12-01 09:00')));
  expect(groups.map(({ standing, people: its }) => [standing, its.map(({ person }) => person.name)])).toEqual(
    [
      ['busy', ['late', 'midnight', 'night', 'asks']],
      ['free', ['free']],
    ],
  );
  expect(groups[0]!.people[0]!.bookings.map(({ id }) => id)).toEqual(['e', 'l']);
});
