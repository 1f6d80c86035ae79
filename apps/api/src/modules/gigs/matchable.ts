import type { GigCard, Shift } from '@linggong/contracts/gig.ts';
import { tradeById } from '@linggong/contracts/trades.ts';
import type { MatchableGig } from '@linggong/matching/filter.ts';
import type { WorkTime } from '@linggong/matching/hours.ts';
import { searchTerms } from '@linggong/matching/terms.ts';
import { onePayFen } from '@linggong/rules/piece-pay.ts';
import { bestPay, type Roled } from '@linggong/rules/roles.ts';
import { DAY_MS, localDay, minutesOfDay } from '@linggong/rules/time.ts';

/** Longer than any shift: what a draft says beyond it is a slip or a trick, and is not counted out day by day. */
const LONGEST_MS = 366 * DAY_MS;

/**
 * The days of dated shifts, in order. A shift counts on the day on which it starts, so a night shift on one day;
 * one longer than 24 hours on each day that it begins anew, for a year at most.
 */
export function daysOf(shifts: readonly Pick<Shift, 'startsAt' | 'endsAt'>[]): string[] {
  const days = new Set<string>();
  for (const { startsAt, endsAt } of shifts) {
    if (!startsAt) continue;
    const start = Date.parse(startsAt);
    const end = Math.min(endsAt ? Date.parse(endsAt) : start, start + LONGEST_MS);
    days.add(localDay(new Date(start)));
    for (let time = start + DAY_MS; time < end; time += DAY_MS) days.add(localDay(new Date(time)));
  }
  return [...days].sort();
}

/** The shifts that may lie within hours of a day. */
export function timesOf(shifts: readonly Pick<Shift, 'startsAt' | 'endsAt'>[]): WorkTime[] {
  return shifts.flatMap(({ startsAt, endsAt }) => {
    if (!startsAt || !endsAt) return [];
    const lasts = Date.parse(endsAt) - Date.parse(startsAt);
    if (lasts <= 0 || lasts >= DAY_MS) return [];
    const from = minutesOfDay(startsAt);
    return [{ day: localDay(startsAt), from, to: from + lasts / 60_000 }];
  });
}

/** What search looks for: only what stands on the ticket, so that everyone sees why a gig was found. */
export function termsOf(card: GigCard): string[] {
  const trade = tradeById(card.tradeId);
  return searchTerms(
    [
      card.number,
      card.title,
      ...new Set(card.shifts.flatMap(({ role }) => role?.name ?? [])),
      trade?.name ?? '',
      ...(trade?.words ?? []),
      ...card.place.regionNames,
      card.place.landmark,
      card.employer.name ?? '',
    ].join('\n'),
  );
}

/** A gig's pay as the filters see it: what one person gets of it, in the best paid of its roles. */
export function payOfOne(pay: GigCard['pay'], shifts: readonly Roled[]): MatchableGig['pay'] {
  const { amountFen } = bestPay(pay, shifts);
  return { ...pay, amountFen: amountFen === null ? null : onePayFen(amountFen, pay) };
}

/** A gig's card as the filters see it. */
export function matchable(card: GigCard): MatchableGig {
  return {
    tradeId: card.tradeId,
    regionPath: card.place.regionPath,
    days: daysOf(card.shifts),
    times: timesOf(card.shifts),
    pay: payOfOne(card.pay, card.shifts),
    dayPayFen: card.dayPayFen,
    included: card.included,
    point: card.place.point,
    terms: new Set(termsOf(card)),
    open: card.open,
  };
}
