import * as z from 'zod';
import { NUMBER_LIMITS, SHIFTS_MAX, TEXT_LIMITS } from './limits.ts';
import { zPayUnit } from './pay-unit.ts';
import { pieceUnitWrong } from './piece-unit.ts';
import { zFen, zId, zInstant, zLine, zNumberIn, zPoint, zText } from './scalars.ts';

/** When the wage is settled, counted from the end of the work that it is for. */
export const SETTLEMENTS = ['same_day', 'within_days', 'weekly', 'monthly', 'on_completion'] as const;
export type Settlement = (typeof SETTLEMENTS)[number];
export const PAY_METHODS = ['cash', 'bank', 'wechat', 'alipay'] as const;

/** What somebody is wanted as in a shift, where a posting asks for a mix: 2 masons, 8 helpers. */
export const zShiftRole = z
  .object({
    name: zLine(TEXT_LIMITS['role.name']).default(''),
    /** What this role gets, in the unit of the posting's pay; null: what the posting pays. */
    amountFen: zFen.nullable().default(null),
  })
  .meta({ id: 'ShiftRole' });
export type ShiftRole = z.infer<typeof zShiftRole>;

/** One shift as it is posted. A shift without times is one whose times are told in `hoursText`. */
export const zShiftInput = z
  .object({
    /** Given by the server; sent back unchanged when a posting is edited, so that bookings stay with it. */
    id: zId.optional(),
    startsAt: zInstant.nullable().default(null),
    endsAt: zInstant.nullable().default(null),
    /** How many people; null: not said (never guessed). */
    headcount: zNumberIn(NUMBER_LIMITS.headcount).nullable().default(null),
    /** Absent where everybody does the same. */
    role: zShiftRole.nullish(),
  })
  .meta({ id: 'ShiftInput' });
export type ShiftInput = z.infer<typeof zShiftInput>;

/** What pay by the piece is counted by. */
export const zPiece = z
  .object({
    /** 车, 亩, 平方米: one of what is paid for; empty: not said, which is read as 件. */
    unit: zLine(TEXT_LIMITS['pay.piece.unit'])
      .refine((word) => !pieceUnitWrong(word), { error: ({ input }) => pieceUnitWrong(String(input)) })
      .default(''),
    /** So many people share each amount evenly; null or 1: it is one person's. */
    sharedBy: zNumberIn(NUMBER_LIMITS.sharedBy).nullable().default(null),
    /** 保底: what a person gets for a day at least, however few pieces it were; null: nothing is assured. */
    dayMinFen: zFen.nullable().default(null),
  })
  .meta({ id: 'Piece' });
export type Piece = z.infer<typeof zPiece>;

/** What is often paid for by the piece; any other short word will do. */
export const PIECE_UNITS = [
  '件',
  '车',
  '吨',
  '袋',
  '斤',
  '亩',
  '平方米',
  '米',
  '棵',
  '套',
  '个',
  '只',
] as const;

export const zPay = z
  .object({
    amountFen: zFen.nullable().default(null),
    /** Upper end of a range; null where the pay is one amount. */
    amountMaxFen: zFen.nullable().default(null),
    unit: zPayUnit.nullable().default(null),
    /** Of pay by the piece; without it a piece is 一件, paid to one. Of no meaning with other units. */
    piece: zPiece.nullish(),
    /** What else is said of the pay, in the employer's words; for imports the original text. */
    text: zText(TEXT_LIMITS['pay.text']).default(''),
    settlement: z.enum(SETTLEMENTS).nullable().default(null),
    /** With `within_days`: how many days at most. */
    settlementDays: zNumberIn(NUMBER_LIMITS.settlementDays).nullable().default(null),
    method: z.enum(PAY_METHODS).nullable().default(null),
  })
  .meta({ id: 'Pay' });
export type Pay = z.infer<typeof zPay>;

export const zWorkplace = z
  .object({
    regionId: zId.nullable().default(null),
    /** How one finds it: a landmark, a road. */
    landmark: zLine(TEXT_LIMITS['workplace.landmark']).default(''),
    point: zPoint.nullable().default(null),
    altitudeM: zNumberIn(NUMBER_LIMITS.altitude).nullable().default(null),
  })
  .meta({ id: 'Workplace' });

/** What may come with the work beside its pay, the fields of `zIncluded`. */
export const INCLUDED = ['meals', 'lodging', 'transport', 'tools'] as const;

/** true: included; false: not; null: not said. */
export const zIncluded = z
  .object({
    meals: z.boolean().nullable().default(null),
    lodging: z.boolean().nullable().default(null),
    transport: z.boolean().nullable().default(null),
    tools: z.boolean().nullable().default(null),
  })
  .meta({ id: 'Included' });
export type Included = z.infer<typeof zIncluded>;

export const HAZARDS = [
  'height',
  'confined',
  'electric',
  'blasting',
  'chemical',
  'cold_water',
  'traffic',
  'machines',
  'animals',
  'heat',
  'dust',
] as const;

export const zConditions = z
  .object({
    minAge: zNumberIn(NUMBER_LIMITS.age).nullable().default(null),
    maxAge: zNumberIn(NUMBER_LIMITS.age).nullable().default(null),
    sex: z.enum(['any', 'male', 'female']).default('any'),
    text: zText(TEXT_LIMITS['conditions.text']).default(''),
  })
  .meta({ id: 'Conditions' });

/** Where a forwarded posting comes from. Together `name` and `externalId` tell postings apart. */
export const zSource = z
  .object({ name: zLine(60), externalId: zText(120), url: z.url().max(500).nullable().default(null) })
  .meta({ id: 'Source' });

/** Whether people may come as a crew, and how. */
export const zCrewTerms = z
  .object({
    accepts: z.boolean().default(false),
    /** The smallest part of a crew that may come; null: all of those who were named, or nobody. */
    atLeast: zNumberIn(NUMBER_LIMITS.crewAtLeast).nullable().default(null),
    /** The whole work goes to one crew: nobody comes singly. */
    oneOnly: z.boolean().default(false),
  })
  .meta({ id: 'CrewTerms' });
export type CrewTerms = z.infer<typeof zCrewTerms>;

/**
 * A posting as its employer writes it. Every field may still be open, so that a half-typed draft is kept
 * as it is; what must be there before it can be published is told by the rules, not by this schema.
 */
export const zPosting = z
  .object({
    tradeId: z.string().max(40).nullable().default(null),
    title: zLine(TEXT_LIMITS.title).default(''),
    description: zText(TEXT_LIMITS.description).default(''),
    shifts: z.array(zShiftInput).max(SHIFTS_MAX, `一条岗位最多 ${SHIFTS_MAX} 个班次`).default([]),
    /** true: whoever takes the gig takes all its shifts; where there are roles, all of one role. */
    together: z.boolean().default(false),
    /** Working time in words, for work without dated shifts. */
    hoursText: zText(TEXT_LIMITS.hoursText).default(''),
    workplace: zWorkplace.default(zWorkplace.parse({})),
    pay: zPay.default(zPay.parse({})),
    included: zIncluded.default(zIncluded.parse({})),
    /** The heaviest single load in kg; 0: none; null: not said. */
    loadKg: zNumberIn(NUMBER_LIMITS.load).nullable().default(null),
    hazards: z.array(z.enum(HAZARDS)).max(HAZARDS.length).default([]),
    conditions: zConditions.default(zConditions.parse({})),
    bookingMode: z.enum(['instant', 'choose']).default('instant'),
    /** Absent: nothing was said, and people come singly. */
    crews: zCrewTerms.nullish(),
    validUntil: zInstant.nullable().default(null),
    source: zSource.nullable().default(null),
  })
  .meta({ id: 'Posting' });
export type Posting = z.infer<typeof zPosting>;
