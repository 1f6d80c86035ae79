import { headcount, placesToTake } from '@linggong/rules/open-places.ts';
import { expect, test } from 'vitest';
import { placesSaid, type TicketGig } from './ticket.ts';

type Day = [open: number | null, headcount: number | null, startsAt?: string];
const now = new Date('2026-11-30T04:00:00Z');
/** As the API gives it: `open` and `headcount` are heads, of the day with most of them. */
const gig = (days: Day[], more: Partial<TicketGig> = {}): TicketGig => {
  const { together = false } = more;
  const shifts = days.map(([left, headcount, startsAt], at) => ({
    id: `${at}`,
    startsAt: startsAt ?? `2026-12-0${at + 1}T01:00:00Z`,
    endsAt: null,
    open: left,
    headcount,
  }));
  const dated = shifts.map((shift) => ({ ...shift, startsAt: new Date(shift.startsAt) }));
  return {
    open: placesToTake(dated, together, now),
    headcount: headcount(dated, together),
    together,
    shifts,
    ...more,
  } as TicketGig;
};
const before = '2026-11-29T01:00:00Z';

const told: [string, TicketGig, string, string | null][] = [
  ['one day', gig([[5, 6]]), '还缺 5 人', '1 of 6'],
  [
    'days with the same left',
    gig([
      [5, 6],
      [5, 6],
    ]),
    '每天还缺 5 人',
    '1 of 6',
  ],
  [
    'days with more and less left',
    gig([
      [4, 6],
      [5, 6],
    ]),
    '每天还缺 4–5 人',
    null,
  ],
  [
    'days of other headcounts',
    gig([
      [5, 5],
      [5, 6],
    ]),
    '每天还缺 5 人',
    null,
  ],
  [
    'days of which one is full',
    gig([
      [0, 6],
      [4, 6],
      [5, 6],
    ]),
    '还有 2 天缺 4–5 人',
    null,
  ],
  [
    'days of which all but one are full',
    gig([
      [0, 6],
      [5, 6],
    ]),
    '还有 1 天缺 5 人',
    null,
  ],
  [
    'two shifts of one day',
    gig([
      [3, 4],
      [3, 4, '2026-12-01T09:00:00Z'],
    ]),
    '每班还缺 3 人',
    '1 of 4',
  ],
  ['thirty days', gig(Array.from({ length: 9 }, (): Day => [10, 10])), '每天还缺 10 人', '0 of 10'],
  [
    'all shifts together',
    gig(
      [
        [5, 6],
        [6, 6],
      ],
      { together: true },
    ),
    '还缺 5 人',
    '1 of 6',
  ],
  [
    'three days that nobody has taken yet',
    gig([
      [6, 6],
      [6, 6],
      [6, 6],
    ]),
    '每天还缺 6 人',
    '0 of 6',
  ],
  [
    'two roles on each of two days',
    gig([
      [2, 2],
      [3, 4, '2026-12-01T01:00:00Z'],
      [2, 2, '2026-12-02T01:00:00Z'],
      [3, 4, '2026-12-02T01:00:00Z'],
    ]),
    '每天还缺 5 人',
    '1 of 6',
  ],
  [
    'two roles of one day',
    gig([
      [2, 2],
      [3, 4, '2026-12-01T01:00:00Z'],
    ]),
    '还缺 5 人',
    '1 of 6',
  ],
  [
    'days of which the first has begun: who came on it is not told by what is left',
    gig([
      [4, 6, before],
      [5, 6],
    ]),
    '还有 1 天缺 5 人',
    null,
  ],
  [
    'days together that have begun',
    gig(
      [
        [4, 6, before],
        [5, 6],
      ],
      { together: true },
    ),
    '还缺 0 人',
    null,
  ],
  ['one day that has begun', gig([[4, 6, before]]), '还缺 0 人', null],
  ['one day that is full', gig([[0, 6]]), '还缺 0 人', '6 of 6'],
  [
    'days without a headcount',
    gig([
      [3, null],
      [3, null],
    ]),
    '每天还缺 3 人',
    null,
  ],
];

test.each(told)('%s', (_, item, said, marks) => {
  const places = placesSaid(item, now)!;
  expect(`${places.before} ${places.figure} 人`).toBe(said);
  const { open, headcount: drawn, text } = places;
  expect(drawn !== null ? `${drawn - open} of ${drawn}` : null).toBe(marks);
  expect(text).toEqual(marks ? expect.stringContaining(`还空 ${open}`) : '');
});

test('nothing is said where it is not known', () => {
  expect(placesSaid(gig([[null, null]]), now)).toBeNull();
});
