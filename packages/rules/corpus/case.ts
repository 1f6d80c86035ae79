import { type Posting, zPosting } from '@linggong/contracts/posting.ts';
import type { PostingContext } from '../src/posting/check.ts';

/**
 * One posting of the corpus with the ids of all rules that must flag it; none for a clean one. Where two rules are as
 * good, both stand there with a slash between.
 */
export type Case = {
  name: string;
  posting: Posting;
  context: PostingContext;
  expect: readonly string[];
  /** True where the posting was written before the rules existed: their first run on it is the honest figure. */
  unseen: boolean;
  /**
   * Neither rules nor weights are fitted to it, where it is held out: what they do on it is what they would do on
   * postings to come. `first`: before the rules of today. `later`: in part when they were there, by who wrote them, and
   * so less apart from them. `fresh`: last, before anything was mended after it.
   */
  heldOut: HeldOut | null;
};

export type HeldOut = 'first' | 'later' | 'fresh';

/** What a case says differently from the ordinary posting. */
export type Said = Partial<Omit<Posting, 'pay' | 'conditions' | 'workplace'>> & {
  pay?: Partial<Posting['pay']>;
  conditions?: Partial<Posting['conditions']>;
  workplace?: Partial<Posting['workplace']>;
  /** Shifts as `[start, end, headcount]`, times in Asia/Shanghai. */
  at?: readonly (readonly [string, string, number | null])[];
  context?: Partial<PostingContext>;
};

/** 10:00 of a Sunday in Chamdo. */
export const NOW = new Date('2026-11-22T10:00:00+08:00');

export const CONTEXT: PostingContext = {
  now: NOW,
  wages: [
    {
      regionCode: '54',
      hourlyFen: 1800,
      monthlyFen: 185000,
      effectiveFrom: '2021-07-01',
      docNo: '藏政办发〔2021〕19号',
      confirmed: true,
    },
  ],
  regionCodes: ['54', '5403', '540302'],
  altitudeM: 3240,
  forwarded: false,
  employerKind: 'business',
};

const instant = (local: string) => new Date(`${local}:00+08:00`).toISOString();

/** The work of a case that says nothing of it. */
export const ORDINARY = '把货从车上搬到库房，码齐。';

/** A posting complete in every field, changed by what the case says. */
export function posting(said: Said): Posting {
  const { pay, conditions, workplace, at, context: _context, ...rest } = said;
  const shifts = (at ?? [['2026-11-23T08:00', '2026-11-23T18:00', 6]]).map(
    ([startsAt, endsAt, headcount]) => ({
      startsAt: instant(startsAt),
      endsAt: instant(endsAt),
      headcount,
    }),
  );
  return zPosting.parse({
    tradeId: 'loading',
    title: '搬货',
    description: ORDINARY,
    shifts,
    workplace: { regionId: '0123456789abcdef01234567', landmark: '如意乡桥头', ...workplace },
    pay: { amountFen: 22000, unit: 'day', settlement: 'same_day', ...pay },
    conditions: { ...conditions },
    validUntil: '2026-12-06T10:00:00.000Z',
    ...rest,
  });
}

const make =
  (unseen: boolean) =>
  (name: string, said: Said, ...expect: string[]): Case => ({
    name,
    posting: posting(said),
    context: { ...CONTEXT, ...said.context },
    expect,
    unseen,
    heldOut: null,
  });

/** A case written before the rules. */
export const unseen = make(true);
/** A case written with the rules in view. */
export const seen = make(false);
