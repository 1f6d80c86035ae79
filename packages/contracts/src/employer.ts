import * as z from 'zod';
import { plainNumber } from './digits.ts';
import { EMPLOYER_NAME_MAX } from './limits.ts';
import { zCode, zPhoneInput } from './phone.ts';
import { zDay, zId, zInstant, zName, zPageCursor, zText } from './scalars.ts';

export const EMPLOYER_KINDS = ['household', 'business', 'public_body', 'agency'] as const;
export const zEmployerKind = z.enum(EMPLOYER_KINDS);

/** What can be checked of an employer. */
export const CHECKS = [
  'business_licence',
  'identity_card',
  'hr_licence',
  'approval_document',
  'site_visit',
  'authorisation',
] as const;
export const zCheck = z.enum(CHECKS);

/** What was checked, by whom, when, until when. Shown with the gig as it is. */
export const zVerification = z
  .object({
    checks: z.array(zCheck).min(1, '至少选一项核验内容'),
    /** The office that checked, e.g. `卡若区零工站`; never a person's name. */
    byOffice: z.string(),
    at: zInstant,
    /** Six months after `at` (人社厅发〔2025〕60号). */
    validUntil: zInstant,
  })
  .meta({ id: 'Verification' });
export type Verification = z.infer<typeof zVerification>;

/** What everybody sees of an employer. A household is never named. */
export const zEmployerPublic = z
  .object({
    id: zId,
    /** Null for a household. */
    name: z.string().nullable(),
    kind: zEmployerKind,
    /** Null: not verified, or no longer. */
    verification: zVerification.nullable(),
  })
  .meta({ id: 'EmployerPublic' });

/** That operators let an employer publish nothing: why, which office, since when, until when; null: further notice. */
export const zSuspension = z
  .object({ reason: z.string(), byOffice: z.string(), at: zInstant, until: zInstant.nullable() })
  .meta({ id: 'Suspension' });
export type Suspension = z.infer<typeof zSuspension>;
const zWhy = zText(200).min(2, '写一句为什么，用工方会看到');
/** `lastDay`: the last on which it holds; null: until further notice. */
export const zNewSuspension = z
  .object({ reason: zWhy, lastDay: zDay.nullable().default(null) })
  .meta({ id: 'NewSuspension' });
export const zSuspensionEnd = z.object({ reason: zWhy }).meta({ id: 'SuspensionEnd' });

/** What its members and the operators of its region see. */
export const zEmployer = z
  .object({
    id: zId,
    name: z.string(),
    kind: zEmployerKind,
    /** 统一社会信用代码 (GB 32100-2015), where there is one. */
    creditCode: z.string().nullable(),
    /** Null: where it is was not said. */
    regionId: zId.nullable(),
    regionNames: z.array(z.string()),
    contactPhone: z.string().nullable(),
    verification: zVerification.nullable(),
    verificationState: z.enum(['verified', 'expired', 'none']),
    /** Null: it may publish. */
    suspension: zSuspension.nullable(),
    createdAt: zInstant,
  })
  .meta({ id: 'Employer' });
export type Employer = z.infer<typeof zEmployer>;

export const zNewEmployer = z
  .object({
    name: zName(2, EMPLOYER_NAME_MAX, '写一下名称'),
    kind: zEmployerKind,
    creditCode: z
      .string()
      .overwrite((text) => plainNumber(text).replace(/[\s-]/g, ''))
      .toUpperCase()
      .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/, '统一社会信用代码是 18 位，请对照营业执照')
      .nullable()
      .default(null),
    regionId: zId,
  })
  .meta({ id: 'NewEmployer' });

export const zContactCode = z.object({ phone: zPhoneInput }).meta({ id: 'ContactCode' });
/** `code`: the one that came to the number; null where it is the number that one signs in with. */
export const zContactChange = z
  .object({ phone: zPhoneInput, code: zCode.nullable().default(null) })
  .meta({ id: 'ContactChange' });

export const zNewVerification = z
  .object({ checks: z.array(zCheck).min(1, '至少选一项核验内容'), note: zText(300).default('') })
  .meta({ id: 'NewVerification' });

export const zEmployersQuery = z.object({
  state: z.enum(['verified', 'expired', 'none']).optional(),
  q: zText(40).optional(),
  cursor: zPageCursor.optional(),
});
export const zEmployerList = z.object({ items: z.array(zEmployer), nextCursor: z.string().nullable() });
export const zMyEmployers = z.object({ items: z.array(zEmployer) });

/** One check in an employer's history, as operators see it. */
export const zVerificationNote = zVerification
  .extend({ id: zId, byName: z.string(), note: z.string() })
  .meta({ id: 'VerificationNote' });
export type VerificationNote = z.infer<typeof zVerificationNote>;
export const zVerificationNotes = z.object({ items: z.array(zVerificationNote) });
