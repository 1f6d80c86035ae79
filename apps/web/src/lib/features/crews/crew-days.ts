import type { Crew, CrewBooking } from '@linggong/contracts/crew.ts';
import type { GigCard, Shift } from '@linggong/contracts/gig.ts';
import { shiftsToCome } from '@linggong/rules/booking-shifts.ts';
import { isHeld } from '@linggong/rules/booking-state.ts';
import { listed } from '#lib/format/list.ts';
import { dateWord, monthDay } from '#lib/format/time.ts';
import { wordsOf } from '#lib/words/words.ts';

type Member = CrewBooking['members'][number];
type Day = CrewBooking['days'][number];

/** Who of a crew comes, or asks to. */
export const goingOf = ({ members }: CrewBooking): Member[] => members.filter(({ state }) => isHeld(state));

/** `12月8日 周二`, or that it is by arrangement. */
export const dayText = ({ startsAt }: Pick<Day, 'startsAt'>, now: Date): string =>
  startsAt ? dateWord(startsAt, now) : wordsOf('units').noTimes;

/** The days to come of which the leader can still change who comes. */
export const openDays = ({ days }: CrewBooking, now: Date): Day[] =>
  days.filter(({ changesUntil }) => changesUntil === null || new Date(changesUntil) > now);

/** Who of a crew could come beside those who do; none where the employer chose and it is for them to choose again. */
export const whoCouldJoin = (
  booked: CrewBooking,
  members: Crew['members'],
  { bookingMode }: Pick<GigCard, 'bookingMode'>,
): Crew['members'] =>
  booked.state === 'confirmed' && bookingMode !== 'instant'
    ? []
    : members.filter(({ personId }) => !goingOf(booked).some((one) => one.personId === personId));

/** The shifts to which somebody can still be added; of what goes together all or none. */
export function shiftsToJoin<S extends Shift>(
  { days }: CrewBooking,
  { together, shifts }: { together: boolean; shifts: readonly S[] },
  now: Date,
): S[] {
  const closed = days.filter(({ changesUntil }) => changesUntil !== null && new Date(changesUntil) <= now);
  const open = shiftsToCome(shifts, now).filter(
    ({ id }) => !closed.some(({ shiftIds }) => shiftIds.includes(id)),
  );
  return together && open.length < shifts.length ? [] : open;
}

/** What is said of one of a crew behind the name: as what they come, and on which days where it is not on all of them. */
export function aboutMember(
  { shifts, days }: CrewBooking,
  { shiftIds, asksAgain }: Member,
  now: Date,
): string {
  const held = shifts.filter(({ id }) => shiftIds.includes(id));
  const roles = [...new Set(held.flatMap(({ role }) => role?.name || []))];
  const here = days.filter((day) => day.shiftIds.some((id) => shiftIds.includes(id)));
  const some =
    here.length < days.length ? here.map(({ startsAt }) => startsAt && monthDay(startsAt, now)) : [];
  return listed([...roles, ...some, asksAgain && wordsOf('crews').asksAgain]);
}

/** Of named days the shifts that somebody has, as they are sent. */
export const shiftsOn = (
  { days, members }: CrewBooking,
  personId: string,
  named: readonly string[],
): string[] => {
  const own = members.find((member) => member.personId === personId)?.shiftIds ?? [];
  return days
    .filter(({ shiftIds }) => shiftIds.some((id) => named.includes(id)))
    .flatMap(({ shiftIds }) => shiftIds.filter((id) => own.includes(id)));
};
