import type { FeedItem } from '@linggong/contracts/feed.ts';
import { local } from '#lib/format/zone.ts';
import { wordsOf } from '#lib/words/words.ts';

const ticket = () => wordsOf('ticket');

/**
 * What a ticket shows. A published gig has all of it; a draft is drawn from what is typed so far, with
 * `number: null`.
 */
export type TicketGig = Pick<
  FeedItem,
  | 'title'
  | 'pay'
  | 'shifts'
  | 'together'
  | 'open'
  | 'headcount'
  | 'place'
  | 'included'
  | 'employer'
  | 'sourceName'
  | 'reach'
  | 'state'
> & { number: string | null; tradeId: string | null; distanceKm?: number | null };

/** A ticket that no longer takes anyone is drawn quietly. */
export const isQuiet = (gig: Pick<TicketGig, 'state'>): boolean =>
  ['full', 'begun', 'closed', 'expired', 'withdrawn'].includes(gig.state);

/** What places count: of days that are taken singly nine may be four people on one day and five on the next. */
export const placeUnit = (gig: { shifts: readonly When[]; together: boolean }): string =>
  timesIn(gig.shifts) > 1 && !gig.together ? ticket().turns : ticket().people;

type When = { startsAt?: string | null; endsAt?: string | null };
/** Roles at the same time are one time. */
const timesIn = (shifts: readonly When[]): number =>
  new Set(shifts.map(({ startsAt, endsAt }, i) => (startsAt ? `${startsAt} ${endsAt}` : i))).size;

/** How free places are said (`还缺 5 人`) and drawn. `counted`: one number stands for them, so that marks may. */
export type PlacesSaid = {
  before: string;
  figure: string;
  unit: string;
  open: number;
  headcount: number | null;
  counted: boolean;
  text: string;
};

/**
 * Days that are taken singly are told by the day, as one says it: `每天还缺 5 人`, `每天还缺 4–5 人`, `还有 2 天缺 5 人`.
 * Null where it isn't known.
 */
export function placesSaid({ open, headcount, shifts, together }: TicketGig): PlacesSaid | null {
  if (open === null) return null;
  const unit = placeUnit({ shifts, together });
  const free = shifts.map((shift) => shift.open ?? 0);
  const left = together ? Math.min(...free) : free.reduce((sum, each) => sum + each, 0);
  const all = { before: ticket().missingWord, figure: `${open}`, unit, open };
  // What has begun has no place to take any more, and not for that somebody who came: marks would draw people.
  if (free.length > 0 && left !== open) return { ...all, headcount: null, counted: false, text: '' };
  const text = headcount === null ? '' : ticket().marks({ taken: headcount - open, open, unit });
  const whole = { ...all, headcount, counted: true, text };
  if (together || shifts.length < 2 || timesIn(shifts) < shifts.length) return whole;
  const days = new Set(shifts.map(({ startsAt }) => startsAt && local(startsAt).dayNumber));
  const word = days.size === shifts.length && !days.has(null) ? ticket().dayWord : ticket().shiftWord;
  const lacking = free.filter(Boolean);
  const [least, most] = [Math.min(...lacking), Math.max(...lacking)];
  const said = {
    before:
      lacking.length < free.length
        ? ticket().someMissing({ count: lacking.length, word })
        : ticket().eachMissing({ word }),
    figure: least < most ? `${least}–${most}` : `${most}`,
    unit: ticket().people,
  };
  const each = shifts[0]?.headcount ?? null;
  const alike = least === most && lacking.length === free.length && shifts.every((s) => s.headcount === each);
  return alike && each !== null
    ? {
        ...said,
        open: most,
        headcount: each,
        counted: true,
        text: ticket().marksEach({ word, taken: each - most, open: most }),
      }
    : { ...whole, ...said, counted: false };
}
