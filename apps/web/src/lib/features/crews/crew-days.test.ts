import type { Crew, CrewBooking } from '@linggong/contracts/crew.ts';
import type { Shift } from '@linggong/contracts/gig.ts';
import { expect, test } from 'vitest';
import { aboutMember, goingOf, openDays, shiftsOn, shiftsToJoin, whoCouldJoin } from './crew-days.ts';

const now = new Date('2026-12-01T02:00:00Z');
const shift = (id: string, day: number, role: string) => ({
  id,
  startsAt: `2026-12-0${day}T00:00:00.000Z`,
  endsAt: `2026-12-0${day}T10:00:00.000Z`,
  role: { name: role, amountFen: null },
});
const day = (at: number, shiftIds: string[]) => ({
  startsAt: `2026-12-0${at}T00:00:00.000Z`,
  shiftIds,
  people: 2,
  shortUntil: null,
  changesUntil: `2026-12-0${at - 1}T12:00:00.000Z`,
});
const member = (personId: string, shiftIds: string[], state = 'confirmed') => ({
  personId,
  shiftIds,
  state,
  asksAgain: personId === 'b',
});
const booked = {
  shifts: [shift('m2', 2, '瓦工'), shift('h2', 2, '小工'), shift('m3', 3, '瓦工'), shift('h3', 3, '小工')],
  days: [day(2, ['m2', 'h2']), day(3, ['m3', 'h3'])],
  members: [member('a', ['m2', 'm3']), member('b', ['h3']), member('c', ['h2'], 'withdrawn')],
} as unknown as CrewBooking;

test('each of a crew is said with their role, their days where these are not all, and what is awaited of them', () => {
  const said = goingOf(booked).map((one) => aboutMember(booked, one, now));
  expect(said).toEqual(['瓦工', '小工、12月3日、对方改过，还没答复']);
});

test('of ticked days those shifts are meant that somebody has', () => {
  expect(shiftsOn(booked, 'a', ['m2'])).toEqual(['m2']);
  expect(shiftsOn(booked, 'b', ['m3'])).toEqual(['h3']);
  expect(shiftsOn(booked, 'b', ['m2'])).toEqual([]);
  expect(openDays(booked, new Date('2026-12-01T13:00:00Z')).map(({ shiftIds }) => shiftIds[0])).toEqual([
    'm3',
  ]);
});

test.each([
  ['booked at once', 'confirmed', 'instant', ['c', 'd']],
  ['asked, where the employer chooses', 'requested', 'choose', ['c', 'd']],
  ['taken by an employer who chooses', 'confirmed', 'choose', []],
] as const)('who could be added to what is %s', (_, state, bookingMode, who) => {
  const members = ['a', 'b', 'c', 'd'].map((personId) => ({ personId })) as Crew['members'];
  const could = whoCouldJoin({ ...booked, state }, members, { bookingMode });
  expect(could.map(({ personId }) => personId)).toEqual(who);
});

test.each([
  [false, '2026-12-01T02:00:00Z', ['m2', 'h2', 'm3', 'h3']],
  [false, '2026-12-01T13:00:00Z', ['m3', 'h3']],
  [true, '2026-12-01T02:00:00Z', ['m2', 'h2', 'm3', 'h3']],
  [true, '2026-12-01T13:00:00Z', []],
])('to which shifts somebody can be added (together: %s, at %s)', (together, at, ids) => {
  const shifts = booked.shifts as Shift[];
  expect(shiftsToJoin(booked, { together, shifts }, new Date(at)).map(({ id }) => id)).toEqual(ids);
});
