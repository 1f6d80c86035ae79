import type { GigCard } from '@linggong/contracts/gig.ts';
import { INCLUDED } from '@linggong/contracts/posting.ts';
import { tradeById } from '@linggong/contracts/trades.ts';
import { datedDay, datedSpan } from '@linggong/rules/dated.ts';
import { gigState } from '@linggong/rules/gig-state.ts';
import { payParts } from '@linggong/rules/messages/pay.ts';
import { formatYuan } from '@linggong/rules/pay.ts';
import { shortName } from '@linggong/rules/region-name.ts';
import { localDay } from '@linggong/rules/time.ts';
import { type NoticeWords, noticeKind, type Pace } from '../../platform/notices/kind.ts';
import { wordsOf } from '../../words/words.ts';
import { whileGig } from '../gigs/public.ts';
import type { RegionRecord } from '../regions/public.ts';
import { needWords } from './name.ts';

const words = () => wordsOf('alerts').notices;

type Shift = GigCard['shifts'][number];

/** What is said of a gig that an alert asks for. */
type Match = Pick<GigCard, 'title' | 'tradeId' | 'headcount' | 'included' | 'reach'> & {
  pay: Pick<GigCard['pay'], 'amountFen' | 'amountMaxFen' | 'unit' | 'piece' | 'settlement'>;
  place: string;
  /** Of those to come, the first; null: none has a date. */
  first: { startsAt: string; endsAt: string | null } | null;
  /** They are on more days. */
  more: boolean;
};

/** At home the place itself; elsewhere the province too. */
function placeOf(region: RegionRecord | null): string {
  if (!region) return '';
  const name = shortName(region.name, region.level);
  const [province] = region.pathNames;
  return region.home || region.pathNames.length < 2 ? name : `${shortName(province!, 'province')}${name}`;
}

/** The dated shifts that have not begun, or else all, in order. */
function comingShifts({ shifts }: GigCard, now: Date): Shift[] {
  const dated = shifts.filter(({ startsAt }) => startsAt !== null);
  dated.sort((a, b) => Date.parse(a.startsAt!) - Date.parse(b.startsAt!));
  const coming = dated.filter(({ startsAt }) => new Date(startsAt!) > now);
  return coming.length > 0 ? coming : dated;
}

export function matchOf(card: GigCard, region: RegionRecord | null, now: Date): Match {
  const { title, tradeId, headcount, included, reach, pay } = card;
  const { amountFen, amountMaxFen, unit, piece, settlement } = pay;
  const shifts = comingShifts(card, now);
  const [first] = shifts;
  return {
    ...{ title, tradeId, headcount, included, reach },
    pay: { amountFen, amountMaxFen, unit, piece, settlement },
    place: placeOf(region),
    first: first?.startsAt ? { startsAt: first.startsAt, endsAt: first.endsAt } : null,
    more: new Set(shifts.map(({ startsAt }) => startsAt && localDay(startsAt))).size > 1,
  };
}

function payOf({ pay }: Match): string {
  const parts = payParts(pay, formatYuan, wordsOf('pay'));
  return parts ? parts.amount + parts.unit : words().payUnknown;
}

/** A date and no "tomorrow": it may be read the day after. */
function daysOf({ first, more }: Match): string {
  if (!first) return words().noDays;
  const day = datedDay(first.startsAt, wordsOf('dates'));
  return more ? words().fromDay({ day }) : day;
}

/** A gig in two lines: `¥220/天 搬运 · 如意乡 · 11月24日`, and what one wants to know next. */
function matchWords(match: Match): NoticeWords {
  const { title, tradeId, first, headcount, pay, included, reach, place } = match;
  const what = tradeById(tradeId)?.name ?? title;
  const { join, bodyJoin, what: named, people, askSender } = words();
  const body = [
    title === what ? '' : title,
    first?.endsAt ? datedSpan(first.startsAt, first.endsAt, wordsOf('dates')) : '',
    headcount === null ? '' : people({ count: headcount }),
    pay.settlement ? wordsOf('alerts').asks.settlement[pay.settlement] : '',
    needWords(INCLUDED.filter((need) => included[need])),
    reach === 'sender' ? askSender : '',
  ];
  return {
    title: [named({ pay: payOf(match), what }), place, daysOf(match)].filter(Boolean).join(join),
    body: body.filter(Boolean).join(bodyJoin),
  };
}

export type Matched = {
  card: GigCard;
  region: RegionRecord | null;
  people: readonly string[];
  pace: Exclude<Pace, 'urgent'>;
  now: Date;
};

/** A gig that somebody's alert asks for. */
export const gigMatch = noticeKind({
  kind: 'gig.match',
  icon: 'find',
  to: ({ people }: Matched) => people,
  key: ({ card }: Matched) => `gig.match:${card.id}`,
  pace: ({ pace }: Matched) => pace,
  leadsTo: ({ card }: Matched) => `/gigs/${card.number}`,
  work({ card, now }: Matched) {
    const [first] = comingShifts(card, now);
    const begins = first?.startsAt && new Date(first.startsAt) > now ? new Date(first.startsAt) : undefined;
    return { gigId: card.id, notAfter: new Date(card.validUntil), begins };
  },
  said: ({ card, region, now }: Matched) => matchOf(card, region, now),
  words: matchWords,
  about: ({ kind }) => kind,
  several: { title: (count) => words().several({ count }), listed: true },
  still: whileGig((gig, now) => gigState(gig, now) === 'published'),
});

export const alertNotices = [gigMatch] as const;
