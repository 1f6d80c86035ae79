import type { HAZARDS, PAY_METHODS, Posting, SETTLEMENTS } from '@linggong/contracts/posting.ts';

type Settlement = (typeof SETTLEMENTS)[number];
type Method = (typeof PAY_METHODS)[number];
type Thing = 'meals' | 'lodging' | 'transport' | 'tools';

/**
 * A shift by day and clock (day 0 is today); today if it is still ahead, else tomorrow; by hours from now; or
 * without dates.
 */
export type ShiftPlan = { people: number | null; role?: { name: string; yuan: number } } & (
  | { day: number; from: string; to: string }
  | { today: true; from: string; to: string }
  | { inHours: number; hours: number }
  | { undated: true }
);

/** A demo gig as it is told: dates are relative, so that it never grows stale. */
export interface GigPlan {
  key: string;
  /** Key of an employer in employers.ts. */
  employer: string;
  trade: string | null;
  title: string;
  text: string;
  /** Code of its region; the landmark in the employer's words. */
  at: { region: string | null; landmark: string; altitudeM?: number };
  shifts: ShiftPlan[];
  together?: true;
  hoursText?: string;
  pay: Partial<Posting['pay']>;
  with?: Thing[];
  without?: Thing[];
  loadKg?: number;
  hazards?: (typeof HAZARDS)[number][];
  conditions?: Partial<Posting['conditions']>;
  /** Default: no crews. */
  crews?: Posting['crews'];
  /** Default: instant. */
  mode?: 'choose';
  source?: Posting['source'];
  /** Months in which there is such work; without it all year. */
  months?: number[];
  /** How many of the places are taken: a share, or all, or all but one or two. Default: a random share. */
  taken?: number | 'full' | 'nearly';
  /** What its first version said otherwise: who took it then is asked whether they still come. */
  was?: { pay?: Partial<Posting['pay']>; included?: Partial<Posting['included']> };
  /** Default: published. */
  state?: 'draft' | 'in_review' | 'returned' | 'refused';
  /** With `returned` and `refused`. */
  decision?: { reason: string; article: string; office: string; hoursAgo: number };
  /** Hours since it was sent in. Default: random, up to three days. */
  postedHoursAgo?: number;
}

/** `count` days running from day `first`, e.g. `days(1, 5, '09:00-18:00', 12)`. */
export function days(first: number, count: number, clock: string, people: number): ShiftPlan[] {
  const [from, to] = clock.split('-') as [string, string];
  return Array.from({ length: count }, (_, i) => ({ day: first + i, from, to, people }));
}

/** One day's work for a mix: so many of each, by what they are wanted as and get. */
export const roles = (
  offset: number,
  clock: string,
  wanted: readonly { name: string; yuan: number; people: number }[],
): ShiftPlan[] =>
  wanted.flatMap(({ people, ...role }) => day(offset, clock, people).map((shift) => ({ ...shift, role })));

/** One shift on one day. */
export function day(offset: number, clock: string, people: number): ShiftPlan[] {
  return days(offset, 1, clock, people);
}

/** One shift today (hours past 24 end the next day); tomorrow where today's start is past or close. */
export function today(clock: string, people: number): ShiftPlan[] {
  const [from, to] = clock.split('-') as [string, string];
  return [{ today: true, from, to, people }];
}

/** A shift that starts some hours from now, whatever the hour is. */
export function soon(inHours: number, hours: number, people: number): ShiftPlan[] {
  return [{ inHours, hours, people }];
}

/** Work without dated shifts: its times are told in `hoursText`. */
export function undated(people: number | null): ShiftPlan[] {
  return [{ undated: true, people }];
}

const fen = (yuan: number) => Math.round(yuan * 100);

export const perDay = (
  yuan: number,
  settlement: Settlement,
  method: Method,
  text = '',
): Partial<Posting['pay']> => ({ amountFen: fen(yuan), unit: 'day', settlement, method, text });

/** Hourly work is settled within 15 days (劳动合同法第 72 条): same day unless said otherwise. */
export const perHour = (
  yuan: number,
  settlement: Settlement = 'same_day',
  method: Method = 'wechat',
  text = '',
): Partial<Posting['pay']> => ({ amountFen: fen(yuan), unit: 'hour', settlement, method, text });

/** `of`: what a piece is, how many share what is paid for it, what a day is assured of in yuan. */
export const perPiece = (
  yuan: number,
  of: { unit: string; sharedBy?: number; dayMin?: number },
  text: string,
  settlement: Settlement = 'same_day',
  method: Method = 'wechat',
): Partial<Posting['pay']> => ({
  amountFen: fen(yuan),
  unit: 'piece',
  piece: {
    unit: of.unit,
    sharedBy: of.sharedBy ?? null,
    dayMinFen: of.dayMin === undefined ? null : fen(of.dayMin),
  },
  settlement,
  method,
  text,
});

export const whole = (yuan: number, text = '', method: Method = 'wechat'): Partial<Posting['pay']> => ({
  amountFen: fen(yuan),
  unit: 'whole',
  settlement: 'on_completion',
  method,
  text,
});

export const perMonth = (from: number, to: number | null, text = ''): Partial<Posting['pay']> => ({
  amountFen: fen(from),
  amountMaxFen: to === null ? null : fen(to),
  unit: 'month',
  settlement: 'monthly',
  method: 'bank',
  text,
});
