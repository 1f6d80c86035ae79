import type { FeedItem } from '@linggong/contracts/feed.ts';
import { hasBegun } from '@linggong/rules/booking-shifts.ts';
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

type Shift = TicketGig['shifts'][number];

/** Shifts by when they are: roles at the same time are one time. */
const byTime = (shifts: readonly Shift[]): Shift[][] => [
  ...Map.groupBy(shifts, ({ startsAt, endsAt }, i) => (startsAt ? `${startsAt} ${endsAt}` : `${i}`)).values(),
];
const sum = (numbers: readonly (number | null)[]) =>
  numbers.reduce<number>((all, each) => all + (each ?? 0), 0);

/**
 * How free places are said (`还缺 5 人`) and drawn, in heads. `headcount`: of whom one number can be drawn as marks; null:
 * none stands for them all. `text`: what the marks show.
 */
export type PlacesSaid = {
  before: string;
  figure: string;
  open: number;
  headcount: number | null;
  text: string;
};

/**
 * Times that are taken singly are told one by one, as one says it: `每天还缺 5 人`, `每天还缺 4–5 人`, `还有 2 天缺 5 人`.
 * Null where it isn't known.
 */
export function placesSaid({ open, headcount, shifts, together }: TicketGig, now: Date): PlacesSaid | null {
  if (open === null) return null;
  const times = byTime(shifts);
  const isOver = ({ startsAt }: Shift) => hasBegun({ startsAt: startsAt ? new Date(startsAt) : null }, now);
  const all = { before: ticket().missingWord, figure: `${open}`, open, headcount: null, text: '' };
  if (together || times.length < 2) {
    // Who came to what has begun is not told by the places left: marks would draw people.
    if (headcount === null || shifts.some(isOver)) return all;
    return { ...all, headcount, text: ticket().marks({ taken: headcount - open, open }) };
  }
  const free = times.map((time) => sum(time.map((shift) => (isOver(shift) ? 0 : shift.open))));
  const lacking = free.filter(Boolean);
  if (lacking.length === 0) return all;
  const days = new Set(times.map(([first]) => first?.startsAt && local(first.startsAt).dayNumber));
  const word = days.size === times.length && !days.has(null) ? ticket().dayWord : ticket().shiftWord;
  const [least, most] = [Math.min(...lacking), Math.max(...lacking)];
  const each = times.map((time) => sum(time.map((s) => s.headcount)));
  const said = {
    ...all,
    before:
      lacking.length < free.length
        ? ticket().someMissing({ count: lacking.length, word })
        : ticket().eachMissing({ word }),
    figure: least < most ? `${least}–${most}` : `${most}`,
  };
  const alike = least === most && lacking.length === free.length && each.every((n) => n === each[0]);
  return alike && headcount !== null
    ? {
        ...said,
        open: most,
        headcount: each[0]!,
        text: ticket().marksEach({ word, taken: each[0]! - most, open: most }),
      }
    : said;
}
