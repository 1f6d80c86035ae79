import type { ManagedGig } from '@linggong/contracts/gig.ts';
import { NUMBER_LIMITS, type NumberLimits, TEXT_LIMITS, tooLongWords } from '@linggong/contracts/limits.ts';
import { PAY_UNITS } from '@linggong/contracts/pay-unit.ts';
import { pieceUnitWrong } from '@linggong/contracts/piece-unit.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import { typedFen, typedPiece } from '#lib/features/posting/draft.ts';
import { numberOr, numberWrong, peopleWrong, typedNumber } from '#lib/features/posting/numbers.ts';

export type Open = { headcounts: number[]; place: boolean; amount: boolean; unit: boolean };

/** What a forwarded posting still lacks before it can be published; null: nothing, or it isn't a forwarded one. */
export function openOf(gig: ManagedGig): Open | null {
  const { posting } = gig;
  if (posting.source === null || gig.state !== 'in_review') return null;
  const rows = posting.shifts.length > 0 ? posting.shifts.map((s) => s.headcount) : [null];
  const open: Open = {
    headcounts: rows.flatMap((headcount, i) => (headcount === null ? [i] : [])),
    place: posting.workplace.regionId === null,
    amount: posting.pay.amountFen === null || posting.pay.amountFen === 0,
    unit: posting.pay.unit === null,
  };
  return open.headcounts.length > 0 || open.place || open.amount || open.unit ? open : null;
}

/** The posting with what an operator found out filled in; what was left empty stays open. */
export function completed(posting: Posting, form: FormData, regionId: string): Posting {
  const text = (name: string) => String(form.get(name) ?? '');
  const shifts =
    posting.shifts.length > 0 ? posting.shifts : [{ startsAt: null, endsAt: null, headcount: null }];
  const amountFen = typedFen(text('amount'));
  const unit = posting.pay.unit ?? PAY_UNITS.find((each) => each === text('unit')) ?? null;
  const piece = typedPiece({ pieceUnit: text('pieceUnit'), sharedBy: text('sharedBy'), dayMin: '' });
  return {
    ...posting,
    shifts: shifts.map((shift, i) => ({
      ...shift,
      headcount: shift.headcount ?? numberOr(typedNumber(text(`headcount.${i}`), NUMBER_LIMITS.headcount)),
    })),
    workplace: { ...posting.workplace, regionId: posting.workplace.regionId ?? (regionId || null) },
    pay: {
      ...posting.pay,
      amountFen: amountFen ?? posting.pay.amountFen,
      unit,
      ...(posting.pay.unit === null && unit === 'piece' && piece ? { piece } : {}),
    },
  };
}

const LIMITS: Readonly<Record<string, NumberLimits>> = {
  amount: NUMBER_LIMITS.amount,
};

function unitWrong(typed: string): string {
  const unit = typedPiece({ pieceUnit: typed, sharedBy: '', dayMin: '' })?.unit ?? '';
  return tooLongWords(unit.length, TEXT_LIMITS['pay.piece.unit']) || pieceUnitWrong(unit);
}

/** Fields of the form that hold nothing that fits, by their names, with what to say. */
export function wrongIn(form: FormData): Record<string, string> {
  const wrong: Record<string, string> = {};
  for (const [name, typed] of form) {
    if (typeof typed !== 'string') continue;
    const limits = name.startsWith('headcount.') ? NUMBER_LIMITS.headcount : LIMITS[name];
    const says =
      name === 'sharedBy'
        ? peopleWrong(typed)
        : limits
          ? numberWrong(typed, limits)
          : name === 'pieceUnit' && unitWrong(typed);
    if (says) wrong[name] = says;
  }
  return wrong;
}
