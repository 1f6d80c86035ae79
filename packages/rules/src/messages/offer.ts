import { OFFER_FIELDS, type OfferChange, type OfferField } from '@linggong/contracts/offer.ts';
import type { Pay, Posting } from '@linggong/contracts/posting.ts';
import { tradeById } from '@linggong/contracts/trades.ts';
import type { Difference } from '../offer.ts';
import { formatYuan } from '../pay.ts';
import { localClock, localDate, localDay } from '../time.ts';
import { HAZARD_WORDS } from './minors.ts';
import { payParts } from './pay.ts';
import { settlementWords } from './settlement.ts';

const NOT_SAID = '没写';
const METHODS = { cash: '现金', bank: '银行卡', wechat: '微信', alipay: '支付宝' } as const;
const SEXES = { any: '不限男女', male: '只要男的', female: '只要女的' } as const;

function payWords(pay: Pay): string {
  const parts = payParts(pay, formatYuan);
  return parts ? parts.amount + parts.unit : NOT_SAID;
}

/** `11月24日 8:00–18:00`: a date, since it is read on other days too. */
export function shiftWords(shift: { startsAt: string | null; endsAt: string | null } | undefined): string {
  if (!shift) return '没有这一班';
  const { startsAt, endsAt } = shift;
  if (!startsAt) return '时间没定';
  if (!endsAt) return `${localDate(startsAt)} ${localClock(startsAt)} 起`;
  const next = localDay(startsAt) === localDay(endsAt) ? '' : localDate(endsAt);
  return `${localDate(startsAt)} ${localClock(startsAt)}–${next}${localClock(endsAt)}`;
}

function ageWords(minAge: number | null, maxAge: number | null): string {
  if (minAge === null && maxAge === null) return '不限';
  if (minAge !== null && maxAge !== null) return `${minAge} 到 ${maxAge} 岁`;
  return minAge !== null ? `${minAge} 岁以上` : `${maxAge} 岁以下`;
}

const LONGEST = 60;
const short = (text: string) =>
  text === '' ? NOT_SAID : [...text].length > LONGEST ? `${[...text].slice(0, LONGEST).join('')}……` : text;

const included = (value: boolean | null, yes: string, no: string) =>
  value === null ? `没写${yes}` : value ? yes : no;

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
const NOT_PASSED = '改了，审核通过后能看到';

/** What it is about, and how it stands in a posting. */
const WORDS: Record<
  OfferField,
  [label: string, say: (p: Posting, names: PlaceNames, shiftId: string) => string]
> = {
  pay: ['工钱', ({ pay }) => payWords(pay)],
  pay_text: ['工钱说明', ({ pay }) => short(pay.text)],
  settlement: ['结算', ({ pay }) => settlementWords(pay) || NOT_SAID],
  method: ['怎么付', ({ pay }) => (pay.method ? METHODS[pay.method] : NOT_SAID)],
  trade: ['工种', ({ tradeId }) => (tradeId ? (tradeById(tradeId)?.name ?? NOT_SAID) : NOT_SAID)],
  title: ['活', ({ title }) => short(title)],
  shift: [
    '时间',
    ({ shifts }, _, shiftId) => shiftWords(shifts.find((shift, i) => (shift.id ?? String(i)) === shiftId)),
  ],
  hours: ['时间说明', ({ hoursText }) => short(hoursText)],
  together: ['班次', ({ together }) => (together ? '要从头干到尾' : '可以只干几班')],
  place: [
    '地点',
    ({ workplace: { regionId, landmark } }, names) =>
      [regionId ? names(regionId) : '', landmark].filter(Boolean).join(' ') || NOT_SAID,
  ],
  altitude: ['海拔', ({ workplace: { altitudeM } }) => (altitudeM === null ? NOT_SAID : `${altitudeM} 米`)],
  meals: ['', (p) => included(p.included.meals, '管饭', '不管饭')],
  lodging: ['', (p) => included(p.included.lodging, '管住', '不管住')],
  transport: ['', (p) => included(p.included.transport, '接送', '不接送')],
  tools: ['', (p) => included(p.included.tools, '给工具', '工具自己带')],
  load: [
    '最重',
    ({ loadKg }) => (loadKg === null ? NOT_SAID : loadKg === 0 ? '不搬重东西' : `${loadKg} 公斤`),
  ],
  hazards: ['危险', ({ hazards }) => hazards.map((hazard) => HAZARD_WORDS[hazard]).join('、') || '没有'],
  age: ['年龄', ({ conditions }) => ageWords(conditions.minAge, conditions.maxAge)],
  sex: ['', ({ conditions }) => SEXES[conditions.sex]],
  conditions: ['要求', ({ conditions }) => short(conditions.text)],
  description: ['说明', ({ description }) => short(description)],
  booking_mode: ['报名', ({ bookingMode }) => (bookingMode === 'instant' ? '点了就定' : '报名后等对方定')],
};

/**
 * Differences in words, the weightiest first; with `unpassed` an operator has yet to see `after`. Phone numbers stay as they are in the postings: take them out of what is
 * shown before the two are bound.
 */
export function offerChanges(
  before: Posting,
  after: Posting,
  differences: readonly Difference[],
  names: PlaceNames,
  { unpassed = false } = {},
): OfferChange[] {
  return OFFER_FIELDS.flatMap((field) =>
    differences
      .filter((difference) => difference.field === field)
      .map(({ shiftId }) => {
        const [label, say] = WORDS[field];
        return {
          field,
          shiftId,
          label,
          before: say(before, names, shiftId ?? ''),
          after: unpassed && IN_OWN_WORDS.has(field) ? NOT_PASSED : say(after, names, shiftId ?? ''),
        };
      }),
  );
}

/** `工钱 ¥180/天 → ¥160/天`. */
export const changeText = ({ label, before, after }: OfferChange): string =>
  `${label ? `${label} ` : ''}${before} → ${after}`;
