import { expect, test } from 'vitest';
import { placesSaid, type TicketGig } from './ticket.ts';

type Day = [open: number | null, headcount: number | null, startsAt?: string];
const gig = (days: Day[], more: Partial<TicketGig> = {}): TicketGig => {
  const sum = (at: 0 | 1) =>
    days.some((day) => day[at] === null) ? null : days.reduce((all, day) => all + (day[at] ?? 0), 0);
  return {
    open: sum(0),
    headcount: sum(1),
    together: false,
    shifts: days.map(([open, headcount, startsAt], at) => ({
      id: `${at}`,
      startsAt: startsAt ?? `2026-12-0${at + 1}T01:00:00Z`,
      endsAt: null,
      open,
      headcount,
    })),
    ...more,
  } as TicketGig;
};

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
      { together: true, open: 5, headcount: 6 },
    ),
    '还缺 5 人',
    '1 of 6',
  ],
  [
    'days of which the first has begun: who came on it is not told by what is left',
    gig(
      [
        [4, 6],
        [5, 6],
      ],
      { open: 5 },
    ),
    '还缺 5 人次',
    null,
  ],
  [
    'days together that have begun',
    gig(
      [
        [4, 6],
        [5, 6],
      ],
      { together: true, open: 0, headcount: 6 },
    ),
    '还缺 0 人',
    null,
  ],
  ['one day that has begun', gig([[4, 6]], { open: 0 }), '还缺 0 人', null],
  ['one day that is full', gig([[0, 6]]), '还缺 0 人', '6 of 6'],
  [
    'days without a headcount',
    gig(
      [
        [3, null],
        [3, null],
      ],
      { headcount: null },
    ),
    '每天还缺 3 人',
    null,
  ],
];

test.each(told)('%s', (_, item, said, marks) => {
  const places = placesSaid(item)!;
  expect(`${places.before} ${places.figure} ${places.unit}`).toBe(said);
  const { open, headcount, counted } = places;
  expect(counted && headcount !== null ? `${headcount - open} of ${headcount}` : null).toBe(marks);
  if (marks) expect(places.text).toContain(`还空 ${open}`);
  else if (headcount === null) expect(places.text).toBe('');
});

test('nothing is said where it is not known', () => {
  expect(placesSaid(gig([[null, null]]))).toBeNull();
});
