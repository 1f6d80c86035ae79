import * as z from 'zod';
import { zConsent } from './about.ts';
import { plainNumber } from './digits.ts';
import { PERSON_NAME_MAX } from './limits.ts';
import { zPhoneInput } from './phone.ts';
import { zDay, zId, zInstant, zLine, zName, zPageCursor, zText } from './scalars.ts';

/** Kept in the register for doubles and rolls; never shown to employers, nor asked by any rule of who can take what. */
export const SEXES = ['female', 'male'] as const;
export const zSex = z.enum(SEXES);
export type Sex = z.infer<typeof zSex>;

const MONTH_DAY = /^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
/** A time of each year when somebody is needed at home; it may go over the end of the year. */
export const zBusyTime = z
  .object({
    /** `MM-DD`, the first day. */
    from: z.string().regex(MONTH_DAY, '写几月几号'),
    /** `MM-DD`, the last day. */
    to: z.string().regex(MONTH_DAY, '写几月几号'),
    /** What for, as they say it: `挖虫草`. */
    words: zLine(20),
  })
  .meta({ id: 'BusyTime' });
export type BusyTime = z.infer<typeof zBusyTime>;

/** Whom to call for somebody who has no phone, or beside it. */
export const CALLEE_KINDS = ['family', 'organiser'] as const;
export const zCalleeKind = z.enum(CALLEE_KINDS);
export type CalleeKind = z.infer<typeof zCalleeKind>;
const callee = {
  kind: zCalleeKind,
  name: zName(1, PERSON_NAME_MAX, '写一下叫什么'),
  /** As they say it: `儿子`, `村小组长`. */
  relation: zLine(12),
};
/** `phone`: E.164. */
export const zCallee = z.object({ ...callee, phone: z.string() }).meta({ id: 'Callee' });
export type Callee = z.infer<typeof zCallee>;
export const zCalleeInput = z.object({ ...callee, phone: zPhoneInput }).meta({ id: 'CalleeInput' });

/** As it is typed: 18 characters, whatever their width, with whatever spaces. Nothing answers with it. */
export const zIdNumber = z
  .string()
  .max(40, '身份证号太长')
  .overwrite((text) => plainNumber(text).replace(/[\s-]/g, '').toUpperCase());

export const AGE_MAX = 120;
export const NAME_BO_MAX = 60;

const said = {
  name: zName(1, PERSON_NAME_MAX, '写一下名字'),
  /** The name in Tibetan script; empty: not known. */
  nameBo: zLine(NAME_BO_MAX),
  sex: zSex.nullable(),
  /** Null where only an age is known, or neither. */
  birthDate: zDay.nullable(),
  /** Village or township: where they are at home, and whose desks look after the record. */
  regionId: zId,
  /** Trades and skills in their own words. */
  skills: zText(200),
  /** Their own number; null: they have none. */
  phone: zPhoneInput.nullable(),
  callees: z.array(zCalleeInput).max(3),
  /** Goes to work beyond their own county too; null: not asked. */
  worksAway: z.boolean().nullable(),
  /** See `zPerson`. */
  plateauResident: z.boolean(),
  busy: z.array(zBusyTime).max(6),
} as const;

/** In completed years, on the day on which it is said. What is kept is the year of birth, and that it is an estimate. */
const zAge = z.int('写整岁').min(0, '年龄不对').max(AGE_MAX, '年龄不对').nullable();

/** Somebody whom a desk registers; nothing but a name and a place must be known. */
export const zNewPerson = z
  .object({
    name: said.name,
    nameBo: said.nameBo.default(''),
    sex: said.sex.default(null),
    birthDate: said.birthDate.default(null),
    age: zAge.default(null),
    /** Empty: not shown. It fills in birth date and sex. */
    idNumber: zIdNumber.default(''),
    regionId: said.regionId,
    skills: said.skills.default(''),
    phone: said.phone.default(null),
    callees: said.callees.default([]),
    worksAway: said.worksAway.default(null),
    plateauResident: said.plateauResident.default(false),
    busy: said.busy.default([]),
  })
  .meta({ id: 'NewPerson' });
export type NewPerson = z.output<typeof zNewPerson>;

/** What is said otherwise of a record; what is left out stays. `revision`: of the record that was seen. */
export const zRecordChange = z
  .object({ ...said, age: zAge, idNumber: zIdNumber })
  .partial()
  .extend({ revision: z.int().min(0) })
  .meta({ id: 'RecordChange' });
export type RecordChange = z.output<typeof zRecordChange>;

/** Why somebody is taken out of the register: they died, they or their family asked for it, or it never was right. */
export const DEREGISTER_WHYS = ['died', 'asked', 'mistake'] as const;
/** `revision`: of the record that was seen. `withMerged`: so are the records that were put together with it. */
export const zDeregistration = z
  .object({
    why: z.enum(DEREGISTER_WHYS, '选一个原因'),
    revision: z.int().min(0),
    withMerged: z.boolean().default(false),
  })
  .meta({ id: 'Deregistration' });
export type Deregistration = z.output<typeof zDeregistration>;

/** What tells people of one name apart. */
const named = {
  id: zId,
  name: z.string(),
  /** The name, where others have the same with the village and which of them it is: `达瓦卓玛（如意乡桑那村，第 2 位）`. */
  label: z.string(),
  nameBo: z.string(),
};
const born = {
  birthDate: zDay.nullable(),
  /** The year of birth where only an age was said: an estimate. */
  birthYear: z.int().nullable(),
};

/** A person of the register, as the desks in charge of their village see them. */
export const zRegistered = z
  .object({
    ...named,
    sex: zSex.nullable(),
    ...born,
    regionId: zId,
    regionNames: z.array(z.string()),
    /** The last four characters of the identity number, where they are kept. */
    idLastFour: z.string().nullable(),
    /** An identity number was seen: doubles are found by it. */
    idSeen: z.boolean(),
    skills: z.string(),
    /** E.164. */
    phone: z.string().nullable(),
    callees: z.array(zCallee),
    worksAway: z.boolean().nullable(),
    plateauResident: z.boolean(),
    busy: z.array(zBusyTime),
    /** Whether the person uses the product themself. */
    account: z.enum(['none', 'without_phone', 'with_phone']),
    registeredAt: zInstant,
    /** The office that registered them. */
    registeredBy: z.string(),
    /** How many records look like the same person. */
    doubles: z.int(),
    revision: z.int(),
  })
  .meta({ id: 'Registered' });
export type Registered = z.infer<typeof zRegistered>;

export const zRegisteredRow = zRegistered
  .pick({
    id: true,
    name: true,
    label: true,
    nameBo: true,
    sex: true,
    birthDate: true,
    birthYear: true,
    regionNames: true,
    skills: true,
    account: true,
    registeredAt: true,
  })
  .extend({ hasPhone: z.boolean() })
  .meta({ id: 'RegisteredRow' });
export type RegisteredRow = z.infer<typeof zRegisteredRow>;

export const zPeopleQuery = z.object({
  /** Part of a name, in either script. */
  q: zLine(30).optional(),
  /** A region below the viewer's own. */
  region: zId.optional(),
  cursor: zPageCursor.optional(),
});
/** Those registered last first. */
export const zPeople = z.object({ items: z.array(zRegisteredRow), nextCursor: z.string().nullable() });
export type People = z.infer<typeof zPeople>;

/** What was done in somebody's name, or with their record, by somebody else; by themself only what concerns the record. */
export const ACT_KINDS = [
  'registered',
  'imported',
  'import_undone',
  'changed',
  'deregistered',
  'looked',
  /** Their identity number was entered at a desk that is not in charge of them. */
  'id_met',
  'claim_code',
  'claimed',
  'merged',
  'unmerged',
  'not_same',
  'contact_shown',
  'grant_recorded',
  'grant_ended',
  'booked',
  'stepped_back',
  'agreed',
  'confirmed',
  'attendance',
  'crew_joined',
  'crew_left',
] as const;
export const zActKind = z.enum(ACT_KINDS);
export type ActKind = z.infer<typeof zActKind>;

/** As what somebody acted. */
export const ACTS_AS = [
  'self',
  'desk',
  'organiser',
  'broker',
  'family',
  'leader',
  'employer',
  'system',
] as const;
export const zActsAs = z.enum(ACTS_AS);
export type ActsAs = z.infer<typeof zActsAs>;

/** What of a record an act was about, by its fields' names; of a grant its scopes. Nothing that was in them. */
const zActAbout = z.object({
  gig: z.object({ id: zId, number: z.string(), title: z.string() }).nullable(),
  bookingId: zId.nullable(),
  grantId: zId.nullable(),
  fields: z.array(z.string()),
  /** What who acted said of why; absent: nothing. */
  reason: z.string().optional(),
});

/** One line of a person's trail. */
export const zAct = z
  .object({
    id: zId,
    kind: zActKind,
    at: zInstant,
    by: z.object({
      as: zActsAs,
      /** What they are called; empty: nobody by name, or closed since. */
      name: z.string(),
      /** The office for which they acted; empty: none. */
      office: z.string(),
    }),
    about: zActAbout,
  })
  .meta({ id: 'Act' });
export type Act = z.infer<typeof zAct>;
export const zTrailQuery = z.object({ cursor: zPageCursor.optional() });
/** The latest first. */
export const zTrail = z.object({ items: z.array(zAct), nextCursor: z.string().nullable() });
export type Trail = z.infer<typeof zTrail>;

/** With `people.known`: the record that is there, as far as who asks may see it. */
export const zKnownPerson = z
  .object({
    /** Null: another desk's; ask there. */
    id: zId.nullable(),
    label: z.string(),
    /** The office in whose register it is. */
    office: z.string(),
  })
  .meta({ id: 'KnownPerson' });
export type KnownPerson = z.infer<typeof zKnownPerson>;

/** Why two records look like one person. */
export const DOUBLE_WHYS = ['phone', 'name_birth'] as const;
const zDoubleSide = z.object({
  id: zId,
  label: z.string(),
  nameBo: z.string(),
  ...born,
  regionNames: z.array(z.string()),
  sex: zSex.nullable(),
  idLastFour: z.string().nullable(),
  skills: z.string(),
  /** Whom to call for them, by name and relation. */
  callees: z.array(z.string()),
  phoneMasked: z.string(),
  account: zRegistered.shape.account,
  /** When they came into the register; null: they have an account of their own and no entry. */
  registeredAt: zInstant.nullable(),
});
export const zDouble = z
  .object({ id: z.string(), why: z.array(z.enum(DOUBLE_WHYS)), sides: z.array(zDoubleSide).length(2) })
  .meta({ id: 'Double' });
export type Double = z.infer<typeof zDouble>;
export const zDoubles = z.object({ items: z.array(zDouble) });
export type Doubles = z.infer<typeof zDoubles>;

/** Which of two records stays; what the other has comes to it. */
export const zNewMerge = z.object({ keptId: zId, goneId: zId }).meta({ id: 'NewMerge' });
export const zMerge = z
  .object({
    id: zId,
    keptId: zId,
    goneId: zId,
    /** What the record that went was called. */
    goneLabel: z.string(),
    at: zInstant,
    undoneAt: zInstant.nullable(),
  })
  .meta({ id: 'Merge' });
export type Merge = z.infer<typeof zMerge>;
export const zMerges = z.object({ items: z.array(zMerge) });
/**
 * `stays`: what was made since, by its names, and stays with the record that was kept; and grants that the merge ended and
 * that stay so, as whoever acted by them does so no more.
 */
export const zUnmerged = z
  .object({ merge: zMerge, putBack: z.int(), stays: z.array(z.string()) })
  .meta({ id: 'Unmerged' });
export type Unmerged = z.infer<typeof zUnmerged>;

/** Digits to be spoken, good for some minutes and for one browser. */
export const CLAIM_DIGITS = 8;
export const zClaimCode = z.object({ code: z.string(), expiresInSeconds: z.int() }).meta({ id: 'ClaimCode' });
export type ClaimCode = z.infer<typeof zClaimCode>;
export const zClaimSession = z
  .object({
    code: z
      .string()
      .max(40)
      .overwrite((text) => plainNumber(text).replace(/\D/g, ''))
      .regex(/^\d{8}$/, '领号码是 8 位数字'),
    consent: zConsent.nullable().default(null),
  })
  .meta({ id: 'ClaimSession' });

/** A record without account that has the viewer's own number. */
export const zClaimOffer = z
  .object({
    id: zId,
    nameMasked: z.string(),
    village: z.string(),
    /** What is asked for to show that it is theirs. */
    asks: z.enum(['birth_year', 'last_four', 'desk']),
  })
  .meta({ id: 'ClaimOffer' });
export type ClaimOffer = z.infer<typeof zClaimOffer>;
export const zClaimOffers = z.object({ items: z.array(zClaimOffer) });
export const zClaimProof = z
  .object({
    personId: zId,
    /** The four figures of the year of birth, or the last four characters of the identity number. */
    answer: z
      .string()
      .max(20)
      .overwrite((text) => plainNumber(text).replace(/\s/g, '').toUpperCase())
      .regex(/^\d{3}[\dX]$/, '填 4 位'),
  })
  .meta({ id: 'ClaimProof' });
