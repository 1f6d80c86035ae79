import { OFFER_FIELDS, type OfferChange, type OfferField } from '@linggong/contracts/offer.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import { tradeById } from '@linggong/contracts/trades.ts';
import type { Difference } from '../offer.ts';
import { formatYuan } from '../pay.ts';
import { payOver, roleKey } from '../roles.ts';
import { localClock, localDay, monthDay } from '../time.ts';
import type { Words } from '../words/types.ts';
import { agesText } from './minors.ts';
import { payParts } from './pay.ts';
import { settlementWords } from './settlement.ts';

/** What changes are said with, in their reader's language. */
export type OfferWords = Pick<Words, 'offer' | 'pay' | 'work' | 'dates'>;

function payWords({ pay }: Posting, { pay: words, offer }: OfferWords): string {
  const parts = payParts(pay, formatYuan, words);
  return parts ? parts.amount + parts.unit : offer.notSaid;
}

const shiftOf = ({ shifts }: Posting, shiftId: string) =>
  shifts.find((shift, i) => (shift.id ?? String(i)) === shiftId);

/** `11月24日 8:00–18:00`: a date, since it is read on other days too. */
export function shiftWords(
  shift: { startsAt: string | null; endsAt: string | null } | undefined,
  { offer: { shift: words }, dates }: Pick<Words, 'offer' | 'dates'>,
): string {
  if (!shift) return words.gone;
  const { startsAt, endsAt } = shift;
  if (!startsAt) return words.open;
  const from = dates.at({ date: dates.monthDay(monthDay(startsAt)), time: localClock(startsAt) });
  if (!endsAt) return words.from({ from });
  const time = localClock(endsAt);
  const sameDay = localDay(startsAt) === localDay(endsAt);
  const to = sameDay ? time : words.otherDay({ date: dates.monthDay(monthDay(endsAt)), time });
  return words.range({ from, to });
}

/** `瓦工 ¥350/天`: what one comes as, and what one gets. */
function roleWords(posting: Posting, words: OfferWords, shiftId: string): string {
  const shift = shiftOf(posting, shiftId);
  if (!shift?.role) return words.offer.role.none;
  const pay = payWords({ ...posting, pay: payOver(posting.pay, [shift]) }, words);
  return words.offer.role.is({ name: shift.role.name, pay });
}

const LONGEST = 60;
function short(text: string, { offer: { notSaid, cut } }: OfferWords): string {
  if (text === '') return notSaid;
  return [...text].length > LONGEST ? cut({ text: [...text].slice(0, LONGEST).join('') }) : text;
}

/** `管饭`, `不管饭`, `没写管饭`. */
const included =
  (what: 'meals' | 'lodging' | 'transport' | 'tools'): Say =>
  (posting, { offer: { included: words } }) => {
    const { yes, no } = words[what];
    const value = posting.included[what];
    return value === null ? words.notSaid({ what: yes }) : value ? yes : no;
  };

/** How a place is called, by the id of its region; empty where it isn't known. */
export type PlaceNames = (regionId: string) => string;

/** Of what an operator has yet to pass, strangers' own words are told to nobody; figures and choices are. */
const IN_OWN_WORDS: ReadonlySet<OfferField> = new Set([
  'pay_text',
  'title',
  'hours',
  'place',
  'conditions',
  'description',
]);

/** Whether crews may come, and how. */
export function crewsText(crews: Posting['crews'], words: Words['offer']['crews']): string {
  if (!crews?.accepts) return words.no;
  if (crews.oneOnly) return words.one;
  return crews.atLeast === null ? words.whole : words.atLeast({ n: crews.atLeast });
}

type Say = (posting: Posting, words: OfferWords, of: { names: PlaceNames; shiftId: string }) => string;

/** How a field stands in a posting. */
const SAY: Record<OfferField, Say> = {
  pay: payWords,
  pay_text: ({ pay }, words) => short(pay.text, words),
  settlement: ({ pay }, words) => settlementWords(pay, words.pay) || words.offer.notSaid,
  method: ({ pay }, { offer }) => (pay.method ? offer.methods[pay.method] : offer.notSaid),
  trade: ({ tradeId }, { offer }) => (tradeId ? tradeById(tradeId)?.name : null) ?? offer.notSaid,
  title: ({ title }, words) => short(title, words),
  shift: (posting, words, { shiftId }) => shiftWords(shiftOf(posting, shiftId), words),
  role: (posting, words, { shiftId }) => roleWords(posting, words, shiftId),
  hours: ({ hoursText }, words) => short(hoursText, words),
  together: ({ together }, { offer }) => (together ? offer.together.all : offer.together.some),
  place: ({ workplace: { regionId, landmark } }, { offer }, { names }) =>
    [regionId ? names(regionId) : '', landmark].filter(Boolean).join(' ') || offer.notSaid,
  altitude: ({ workplace: { altitudeM: m } }, { offer }) =>
    m === null ? offer.notSaid : offer.metres({ m }),
  meals: included('meals'),
  lodging: included('lodging'),
  transport: included('transport'),
  tools: included('tools'),
  load: ({ loadKg: kg }, { offer: { load, notSaid } }) =>
    kg === null ? notSaid : kg === 0 ? load.nothing : load.kg({ kg }),
  hazards: ({ hazards }, { offer, work }) =>
    hazards.map((hazard) => work.hazards[hazard]).join(work.list) || offer.noHazards,
  age: ({ conditions: { minAge, maxAge } }, { offer, work }) =>
    agesText(minAge, maxAge, work) ?? offer.anyAge,
  sex: ({ conditions }, { offer }) => offer.sexes[conditions.sex],
  conditions: ({ conditions }, words) => short(conditions.text, words),
  description: ({ description }, words) => short(description, words),
  booking_mode: ({ bookingMode }, { offer }) => offer.modes[bookingMode],
  crews: ({ crews }, { offer }) => crewsText(crews, offer.crews),
};

type Options = {
  names: PlaceNames;
  /** The reader's. */
  words: OfferWords;
  /** An operator has yet to see `after`. */
  unpassed?: boolean;
};

/**
 * Differences in words, the weightiest first. Phone numbers stay as they are in the postings: take them out of what is
 * shown before the two are bound.
 */
export function offerChanges(
  before: Posting,
  after: Posting,
  differences: readonly Difference[],
  { names, words, unpassed = false }: Options,
): OfferChange[] {
  const labels: Partial<Record<OfferField, string>> = words.offer.labels;
  return OFFER_FIELDS.flatMap((field) => {
    const changes = differences
      .filter((difference) => difference.field === field)
      .map(({ shiftId }) => {
        const say = (posting: Posting) => SAY[field](posting, words, { names, shiftId: shiftId ?? '' });
        const hidden = unpassed && (IN_OWN_WORDS.has(field) || isNewName(field, shiftId, before, after));
        const label = labels[field] ?? '';
        return {
          field,
          shiftId,
          label,
          before: say(before),
          after: hidden ? words.offer.notPassed : say(after),
        };
      });
    return field === 'role' ? saidOnce(changes) : changes;
  });
}

/** A role's name is a stranger's own word too; one that stays has been passed. */
function isNewName(field: OfferField, shiftId: string | null, before: Posting, after: Posting): boolean {
  if (field !== 'role') return false;
  const [was, is] = [before, after].map((posting) => roleKey(shiftOf(posting, shiftId ?? '') ?? {}));
  return was !== is && is !== '';
}

/** A role is the same on each of its days. */
const saidOnce = (changes: readonly OfferChange[]): OfferChange[] =>
  changes.filter(
    (change, i) => changes.findIndex((c) => c.before === change.before && c.after === change.after) === i,
  );

/** `工钱 ¥180/天 → ¥160/天`. */
export const changeText = ({ label, before, after }: OfferChange): string =>
  `${label ? `${label} ` : ''}${before} → ${after}`;
