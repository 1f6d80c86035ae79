import type { EMPLOYER_KINDS } from '@linggong/contracts/employer.ts';
import { NUMBER_LIMITS } from '@linggong/contracts/limits.ts';
import { PAY_UNITS } from '@linggong/contracts/pay-unit.ts';
import {
  HAZARDS,
  type Included,
  PAY_METHODS,
  type Piece,
  type Posting,
  SETTLEMENTS,
} from '@linggong/contracts/posting.ts';
import { localMoment } from '@linggong/rules/time.ts';
import { local } from '#lib/format/zone.ts';
import { numberOr, saidPeople, typedNumber, typedPoint } from './numbers.ts';
import { draftShift, type ShiftDraft, shiftMoments } from './shifts.ts';
import { typedDay } from './typed-moment.ts';

export type Kind = (typeof EMPLOYER_KINDS)[number];
export type Hazard = (typeof HAZARDS)[number];
export type Answer = '' | 'yes' | 'no';

/** A posting as it stands in the form: all text, so that nothing half typed is lost or corrected under the hand. */
export type Draft = {
  tradeId: string;
  title: string;
  description: string;
  /** `dated`: days and clock times. `words`: the time is told in a sentence. */
  timing: 'dated' | 'words';
  shifts: ShiftDraft[];
  together: boolean;
  hoursText: string;
  regionId: string;
  landmark: string;
  point: string;
  altitude: string;
  amount: string;
  amountMax: string;
  unit: string;
  /** With pay by the piece: what a piece is, how many share it, what a day is assured of. */
  pieceUnit: string;
  sharedBy: string;
  dayMin: string;
  payText: string;
  settlement: string;
  settlementDays: string;
  method: string;
  included: Record<keyof Included, Answer>;
  load: string;
  hazards: Hazard[];
  minAge: string;
  maxAge: string;
  conditions: string;
  bookingMode: 'instant' | 'choose';
  /** `no`: people come singly; `one`: the whole work is for one crew. */
  crews: 'no' | 'yes' | 'one';
  crewAtLeast: string;
  validDay: string;
};

export const INCLUDED = [
  'meals',
  'lodging',
  'transport',
  'tools',
] as const satisfies readonly (keyof Included)[];

const text = (n: number | null) => (n === null ? '' : String(n));
const yuanText = (fen: number | null) => (fen === null ? '' : String(fen / 100));
const answer = (said: boolean | null): Answer => (said === null ? '' : said ? 'yes' : 'no');
const said = (given: Answer) => (given === '' ? null : given === 'yes');
const oneOf = <T extends string>(all: readonly T[], value: string): T | null =>
  all.find((one) => one === value) ?? null;
/** Money as it is typed, in yuan, in fen; null: none that fits. */
export const typedFen = (typed: string): number | null => {
  const yuan = numberOr(typedNumber(typed, NUMBER_LIMITS.amount));
  return yuan === null ? null : Math.round(yuan * 100);
};

/** What is typed of pay by the piece; `/车`, `每车` and `一车` are 车. Null: nothing. */
export function typedPiece(typed: Pick<Draft, 'pieceUnit' | 'sharedBy' | 'dayMin'>): Piece | null {
  const unit = typed.pieceUnit.trim().replace(/^(?:元|块)?[/／每一](?=.)/u, '');
  const sharedBy = numberOr(typedNumber(saidPeople(typed.sharedBy), NUMBER_LIMITS.sharedBy));
  const dayMinFen = typedFen(typed.dayMin);
  return unit === '' && sharedBy === null && dayMinFen === null ? null : { unit, sharedBy, dayMinFen };
}

/** The form's text of a stored posting. */
export function toDraft(posting: Posting): Draft {
  const { workplace, pay, included, conditions } = posting;
  const dated = posting.shifts.some((s) => s.startsAt !== null);
  return {
    tradeId: posting.tradeId ?? '',
    title: posting.title,
    description: posting.description,
    timing: !dated && posting.hoursText !== '' ? 'words' : 'dated',
    shifts: posting.shifts.map(draftShift),
    together: posting.together,
    hoursText: posting.hoursText,
    regionId: workplace.regionId ?? '',
    landmark: workplace.landmark,
    point: workplace.point ? workplace.point.join(', ') : '',
    altitude: text(workplace.altitudeM),
    amount: yuanText(pay.amountFen),
    amountMax: yuanText(pay.amountMaxFen),
    unit: pay.unit ?? '',
    pieceUnit: pay.piece?.unit ?? '',
    sharedBy: text(pay.piece?.sharedBy ?? null),
    dayMin: yuanText(pay.piece?.dayMinFen ?? null),
    payText: pay.text,
    settlement: pay.settlement ?? '',
    settlementDays: text(pay.settlementDays),
    method: pay.method ?? '',
    included: {
      meals: answer(included.meals),
      lodging: answer(included.lodging),
      transport: answer(included.transport),
      tools: answer(included.tools),
    },
    load: text(posting.loadKg),
    hazards: [...posting.hazards],
    minAge: text(conditions.minAge),
    maxAge: text(conditions.maxAge),
    conditions: conditions.text,
    bookingMode: posting.bookingMode,
    crews: !posting.crews?.accepts ? 'no' : posting.crews.oneOnly ? 'one' : 'yes',
    crewAtLeast: text(posting.crews?.atLeast ?? null),
    validDay: posting.validUntil ? local(posting.validUntil).date : '',
  };
}

/**
 * The posting that the form's text says. What isn't a number where one belongs is left out (`wrong-fields.ts` tells it,
 * `storable` leaves out texts that are too long); what the form doesn't ask (the source, a stored wish about sex) is kept from `base`.
 */
export function toPosting(draft: Draft, base: Posting): Posting {
  const point = typedPoint(draft.point);
  const lastDay = typedDay(draft.validDay);
  const shifts = draft.timing === 'words' ? draft.shifts.slice(0, 1) : draft.shifts;
  return {
    tradeId: draft.tradeId || null,
    title: draft.title.replace(/\s*\n\s*/g, ' ').trim(),
    description: draft.description.trim(),
    shifts: shifts.map((shift) => ({
      ...(shift.id ? { id: shift.id } : {}),
      ...(draft.timing === 'words' ? { startsAt: null, endsAt: null } : shiftMoments(shift)),
      headcount: numberOr(typedNumber(shift.headcount, NUMBER_LIMITS.headcount)),
      ...(shift.role.trim() || shift.roleAmount.trim()
        ? { role: { name: shift.role.trim(), amountFen: typedFen(shift.roleAmount) } }
        : {}),
    })),
    together: draft.together && shifts.length > 1,
    hoursText: draft.hoursText.trim(),
    workplace: {
      regionId: draft.regionId || null,
      landmark: draft.landmark.trim(),
      point: point === 'wrong' ? null : point,
      altitudeM: numberOr(typedNumber(draft.altitude, NUMBER_LIMITS.altitude)),
    },
    pay: {
      amountFen: typedFen(draft.amount),
      amountMaxFen: typedFen(draft.amountMax),
      unit: oneOf(PAY_UNITS, draft.unit),
      ...(draft.unit === 'piece' ? { piece: typedPiece(draft) } : {}),
      text: draft.payText.trim(),
      settlement: oneOf(SETTLEMENTS, draft.settlement),
      settlementDays:
        draft.settlement === 'within_days'
          ? numberOr(typedNumber(draft.settlementDays, NUMBER_LIMITS.settlementDays))
          : null,
      method: oneOf(PAY_METHODS, draft.method),
    },
    included: {
      meals: said(draft.included.meals),
      lodging: said(draft.included.lodging),
      transport: said(draft.included.transport),
      tools: said(draft.included.tools),
    },
    loadKg: numberOr(typedNumber(draft.load, NUMBER_LIMITS.load)),
    hazards: HAZARDS.filter((hazard) => draft.hazards.includes(hazard)),
    conditions: {
      minAge: numberOr(typedNumber(draft.minAge, NUMBER_LIMITS.age)),
      maxAge: numberOr(typedNumber(draft.maxAge, NUMBER_LIMITS.age)),
      sex: base.conditions.sex,
      text: draft.conditions.trim(),
    },
    bookingMode: draft.bookingMode,
    // What was never said is left unsaid.
    ...(draft.crews !== 'no' || base.crews
      ? {
          crews: {
            accepts: draft.crews !== 'no',
            atLeast: numberOr(typedNumber(draft.crewAtLeast, NUMBER_LIMITS.crewAtLeast)),
            oneOnly: draft.crews === 'one',
          },
        }
      : {}),
    validUntil: lastDay && localMoment(lastDay, 24 * 60 - 1).toISOString(),
    source: base.source,
  };
}
