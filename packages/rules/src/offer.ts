import { normalText } from '@linggong/contracts/normal.ts';
import type { OfferField } from '@linggong/contracts/offer.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import { amountsOf, roleKey } from './roles.ts';

/** A thing that people decide by and that is no longer the same; with `shift` and `role` also which shift. */
export type Difference = { field: OfferField; shiftId: string | null };

/**
 * Not decided by: how long it is shown, and where it came from. How many people are wanted is left out of a shift.
 * Whatever else a posting says is decisive, also a field that is added to it one day.
 */
type NotDecisive = 'validUntil' | 'source';

const sameText = (text: string) => normalText(text).replace(/\s+/g, ' ').trim();

/** What a typo can’t be about: numbers (and what stands between their digits), yes and no, money, board, people, heights, times and directions. */
const CHARGED =
  /[\d零〇一二三四五六七八九十百千万半两双每不无没非未免别禁自管包供含带吃住宿餐饭男女岁龄老少押扣罚交费钱元块角分高重轻险夜早晚前后上下左右里外东西南北头尾天日月周年时点斤吨米楼层\p{P}]/u;

const plain = (text: string) =>
  [...sameText(text)].filter((char, i, all) => {
    if (!/[\s\p{P}]/u.test(char)) return true;
    // `200-300` and `3.5` mean something else without what stands between their digits.
    return /\d/.test(all[i - 1] ?? '') && /\d/.test(all[i + 1] ?? '');
  });

/** What is left of two texts without what they begin and end with alike. */
function middles(a: readonly string[], b: readonly string[]): [string[], string[]] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  return [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
}

/**
 * Whether two descriptions say the same but for a slip: punctuation, one or two single characters added, left out or
 * replaced apart from each other, or two that changed places. A word that was replaced is no slip, nor is anything
 * about numbers, money, board, age, heights or times.
 */
export function sameButForTypos(before: string, after: string): boolean {
  const [a, b] = middles(plain(before), plain(after));
  if (a.length === 0 && b.length === 0) return true;
  const swapped = a.length === 2 && b.length === 2 && a[0] === b[1] && a[1] === b[0];
  const single = a.length <= 1 && b.length <= 1;
  const apart = a.length > 2 && a.length === b.length && a.slice(1, -1).join('') === b.slice(1, -1).join('');
  if (!swapped && !single && !apart) return false;
  const edited = apart ? [a[0], a.at(-1), b[0], b.at(-1)] : [...a, ...b];
  return !edited.some((char) => CHARGED.test(char!));
}

type Shift = Posting['shifts'][number];
const timesOf = ({ startsAt, endsAt }: Shift) => [startsAt, endsAt];

/** Shifts by their ids; those that have none yet by their place. */
const byKey = (shifts: readonly Shift[], withIds: boolean) =>
  new Map(shifts.map((shift, i) => [withIds ? shift.id! : String(i), shift]));

/** Where each shift has a role, the amount is told by role: another wage of the masons is no matter of the helpers. */
const paidByRole = ({ shifts }: Posting) => shifts.length > 0 && shifts.every(({ role }) => role);

/** A role as it is decided by: what one comes as, and what one gets. */
const roleOf = (shift: Shift, { pay }: Posting) =>
  shift.role ? [roleKey(shift), amountsOf(pay, shift)] : null;

function shiftDifferences(before: Posting, after: Posting): Difference[] {
  const withIds = [...before.shifts, ...after.shifts].every(({ id }) => id !== undefined);
  const [was, is] = [byKey(before.shifts, withIds), byKey(after.shifts, withIds)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [a, b] = [was.get(key), is.get(key)];
    if (!a || !b) return [{ field: 'shift' as const, shiftId: key }];
    return [
      ...(same(timesOf(a), timesOf(b)) ? [] : [{ field: 'shift' as const, shiftId: key }]),
      ...(same(roleOf(a, before), roleOf(b, after)) ? [] : [{ field: 'role' as const, shiftId: key }]),
    ];
  });
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** What pay by the piece is for; the same where nothing was said and where that was said. */
const pieceOf = ({ unit, piece }: Posting['pay']) =>
  unit === 'piece'
    ? [sameText(piece?.unit ?? '') || '件', Math.max(1, piece?.sharedBy ?? 1), piece?.dayMinFen ?? null]
    : null;

/** A posting by what people decide by, but for its shifts. What a group has no name for counts to its first field. */
function fieldsOf(
  posting: Posting,
  byRole: boolean,
): Record<Exclude<OfferField, 'shift' | 'role' | 'description'>, unknown> {
  const { tradeId, title, together, hoursText, loadKg, hazards, bookingMode, crews } = posting;
  const { text, settlement, settlementDays, method, piece: _, amountFen, amountMaxFen, ...pay } = posting.pay;
  const { altitudeM, landmark, ...place } = posting.workplace;
  const { minAge, maxAge, sex, text: conditions, ...more } = posting.conditions;
  const { meals, lodging, transport, tools, ...included } = posting.included;
  return {
    pay: [pay, pieceOf(posting.pay), byRole ? null : [amountFen, amountMaxFen]],
    pay_text: sameText(text),
    settlement: [settlement, settlement === 'within_days' ? settlementDays : null],
    method,
    trade: tradeId,
    title: sameText(title),
    hours: sameText(hoursText),
    together: together && posting.shifts.length > 1,
    place: [place, sameText(landmark)],
    altitude: altitudeM,
    meals: [meals, included],
    lodging,
    transport,
    tools,
    load: loadKg,
    hazards: [...hazards].sort(),
    age: [minAge, maxAge],
    sex,
    conditions: [sameText(conditions), more],
    booking_mode: bookingMode,
    crews: crews?.accepts ? [crews.atLeast, crews.oneOnly] : null,
  };
}

// A field that is added to postings has to be judged here: it doesn't compile otherwise.
const JUDGED = {
  tradeId: true,
  title: true,
  description: true,
  shifts: true,
  together: true,
  hoursText: true,
  workplace: true,
  pay: true,
  included: true,
  loadKg: true,
  hazards: true,
  conditions: true,
  bookingMode: true,
  crews: true,
} satisfies Record<Exclude<keyof Posting, NotDecisive>, true>;

/**
 * Everything decisive that differs between two versions of a posting, in no order of weight; empty: who decided by the
 * one would decide the same by the other.
 */
export function offerDifferences(before: Posting, after: Posting): Difference[] {
  if ((Object.keys(JUDGED) as (keyof typeof JUDGED)[]).every((key) => same(before[key], after[key])))
    return [];
  const roles = paidByRole(before) && paidByRole(after);
  const [was, is] = [fieldsOf(before, roles), fieldsOf(after, roles)];
  const fields = (Object.keys(was) as (keyof typeof was)[]).filter((field) => !same(was[field], is[field]));
  return [
    ...fields.map((field) => ({ field, shiftId: null })),
    ...shiftDifferences(before, after),
    ...(sameButForTypos(before.description, after.description)
      ? []
      : [{ field: 'description' as const, shiftId: null }]),
  ];
}

/** How the next ones are taken in: no matter of those who have been. */
export const HOW_TAKEN_IN: ReadonlySet<OfferField> = new Set(['booking_mode', 'crews']);

/**
 * Those of the differences that concern somebody who holds these shifts: not the times or roles of others' shifts, nor
 * how the next one is taken in.
 */
export const thoseOfHolder = (
  differences: readonly Difference[],
  shiftIds: readonly string[],
): Difference[] =>
  differences.filter(({ field, shiftId }) =>
    field === 'shift' || field === 'role' ? shiftIds.includes(shiftId!) : !HOW_TAKEN_IN.has(field),
  );
