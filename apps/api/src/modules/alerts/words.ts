import type { GigCard } from '@linggong/contracts/gig.ts';
import { INCLUDED } from '@linggong/contracts/posting.ts';
import { tradeById } from '@linggong/contracts/trades.ts';
import { datedDay, datedSpan } from '@linggong/rules/dated.ts';
import { payParts } from '@linggong/rules/messages/pay.ts';
import { formatYuan } from '@linggong/rules/pay.ts';
import { shortName } from '@linggong/rules/region-name.ts';
import { localDay } from '@linggong/rules/time.ts';
import { alertWords, matchWords as words } from '../../messages/alerts.ts';
import type { RegionRecord } from '../regions/public.ts';

type Shift = GigCard['shifts'][number];

function payOf({ pay }: GigCard): string {
  const parts = payParts(pay, formatYuan);
  return parts ? parts.amount + parts.unit : words.payUnknown;
}

/** At home the place itself; elsewhere the province too. */
function placeOf(region: RegionRecord | null): string {
  if (!region) return '';
  const name = shortName(region.name, region.level);
  const [province] = region.pathNames;
  return region.home || region.pathNames.length < 2 ? name : `${shortName(province!, 'province')}${name}`;
}

/** A date and no "tomorrow": it may be read the day after. */
function daysOf(shifts: readonly Shift[]): string {
  const days = new Set(shifts.flatMap(({ startsAt }) => (startsAt ? [localDay(startsAt)] : [])));
  const [first] = shifts;
  if (!first?.startsAt) return words.noDays;
  const day = datedDay(first.startsAt);
  return days.size > 1 ? words.fromDay(day) : day;
}

function timesOf({ startsAt, endsAt }: Shift): string {
  if (!startsAt || !endsAt) return '';
  return datedSpan(startsAt, endsAt);
}

/** The dated shifts that have not begun, or else all, in order. */
export function comingShifts({ shifts }: GigCard, now: Date): Shift[] {
  const dated = shifts.filter(({ startsAt }) => startsAt !== null);
  dated.sort((a, b) => Date.parse(a.startsAt!) - Date.parse(b.startsAt!));
  const coming = dated.filter(({ startsAt }) => new Date(startsAt!) > now);
  return coming.length > 0 ? coming : dated;
}

/** A gig in two lines: `¥220/天 搬运 · 如意乡 · 11月24日`, and what one wants to know next. */
export function matchText(card: GigCard, region: RegionRecord | null, now: Date) {
  const shifts = comingShifts(card, now);
  const included = INCLUDED.filter((need) => card.included[need]);
  const what = tradeById(card.tradeId)?.name ?? card.title;
  return {
    title: words.title(payOf(card), what, placeOf(region), daysOf(shifts)),
    body: words.body([
      card.title === what ? '' : card.title,
      shifts[0] ? timesOf(shifts[0]) : '',
      card.headcount === null ? '' : words.people(card.headcount),
      card.pay.settlement ? alertWords.settlement[card.pay.settlement] : '',
      alertWords.needs(included),
      card.reach === 'sender' ? words.askSender : '',
    ]),
  };
}
