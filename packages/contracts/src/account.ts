import * as z from 'zod';
import { zConsent } from './about.ts';
import { zProof } from './challenge.ts';
import { zEmployerKind } from './employer.ts';
import { PERSON_NAME_MAX } from './limits.ts';
import { zCode, zPhoneInput } from './phone.ts';
import { zRegionLevel } from './region.ts';
import { zDay, zId, zInstant, zLine, zName } from './scalars.ts';

/** `proof`: what `identity.challenge` asked for; without one where nothing was asked. */
export const zCodeRequest = z
  .object({ phone: zPhoneInput, proof: zProof.nullable().default(null) })
  .meta({ id: 'CodeRequest' });
/** The same answer whether or not the number has an account. */
export const zCodeSent = z
  .object({ phoneMasked: z.string(), expiresInSeconds: z.int(), resendInSeconds: z.int() })
  .meta({ id: 'CodeSent' });
export const zSignIn = z
  .object({
    phone: zPhoneInput,
    code: zCode,
    /** The texts that were agreed to by the box at sign-in; null: none was ticked, and all else waits for it. */
    consent: zConsent.nullable().default(null),
  })
  .meta({ id: 'SignIn' });

/** `name`: as it stands in the account; null: the number is somebody else's now, who begins anew. */
export const zReturning = zSignIn
  .omit({ code: true })
  .extend({
    ticket: z.string().max(200),
    name: z
      .string()
      .max(PERSON_NAME_MAX * 2)
      .nullable(),
  })
  .meta({ id: 'Returning' });

/** The code that came to the number that the account has. */
export const zPhoneConfirm = z.object({ code: zCode }).meta({ id: 'PhoneConfirm' });
/** Shows for so long, in this session, that its number's messages are read. */
export const zPhoneConfirmed = z
  .object({ ticket: z.string(), expiresInSeconds: z.int() })
  .meta({ id: 'PhoneConfirmed' });
const zTicket = z.string().max(200);
export const zNewPhoneCode = z.object({ ticket: zTicket, phone: zPhoneInput }).meta({ id: 'NewPhoneCode' });
export const zPhoneChange = z
  .object({ ticket: zTicket, phone: zPhoneInput, code: zCode })
  .meta({ id: 'PhoneChange' });
export type PhoneConfirmed = z.infer<typeof zPhoneConfirmed>;

/** A worker's record, as its owner sees it. */
export const zPerson = z
  .object({
    id: zId,
    name: z.string(),
    birthDate: zDay.nullable(),
    /** Home region: village or township. */
    regionId: zId.nullable(),
    regionNames: z.array(z.string()),
    /** 未成年工特殊保护规定 art. 3 excepts those who have always lived on the plateau. */
    plateauResident: z.boolean(),
    /** What pushes and text messages are said in, and pages where a browser has made no choice; null: none was chosen. */
    language: z.string().nullable(),
  })
  .meta({ id: 'Person' });
export type Person = z.infer<typeof zPerson>;

export const zPersonChange = z
  .object({
    name: zName(1, PERSON_NAME_MAX, '写一下名字'),
    birthDate: zDay.nullable(),
    regionId: zId.nullable(),
    plateauResident: z.boolean(),
    /** As `<html lang>` names it; one that there are words in. */
    language: z.string().max(35).nullable(),
  })
  .partial()
  .meta({ id: 'PersonChange' });

export const zEmployerRole = z.object({
  role: z.literal('employer'),
  employerId: zId,
  employerName: z.string(),
  kind: zEmployerKind,
});
export const zOperatorRole = z.object({
  role: z.literal('operator'),
  regionId: zId,
  regionName: z.string(),
  level: zRegionLevel,
  /** The operator's office, as others see it. */
  office: z.string(),
});
/** A labour broker (劳务经纪人): by itself it lets nobody do anything for anybody, people's grants do. */
export const zBrokerRole = z.object({
  role: z.literal('broker'),
  regionId: zId,
  regionName: z.string(),
  level: zRegionLevel,
});
export const zAdminRole = z.object({ role: z.literal('admin') });
export const zRole = z
  .discriminatedUnion('role', [zEmployerRole, zOperatorRole, zBrokerRole, zAdminRole])
  .meta({ id: 'Role' });
export type Role = z.infer<typeof zRole>;

/** Who is signed in. Every account is a worker too: `person` is its own record. */
export const zMe = z
  .object({
    accountId: zId,
    name: z.string(),
    phoneMasked: z.string(),
    person: zPerson,
    roles: z.array(zRole),
    /** To the terms and the privacy policy that are in force; false: nothing else is done before. */
    agreed: z.boolean(),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof zMe>;

/**
 * What stands in the way of closing an account: work that goes on, or has days to come that can't be given back any
 * more; an employer that nobody else looks after.
 */
export const CLOSING_BLOCKS = ['working', 'open_gigs', 'people_coming'] as const;
export const zClosing = z
  .object({
    /** Bookings that are stepped back from with it: they have not begun. */
    ends: z.array(z.object({ bookingId: zId, gigNumber: z.string(), title: z.string() })),
    blocks: z.array(z.object({ kind: z.enum(CLOSING_BLOCKS), title: z.string(), href: z.string() })),
  })
  .meta({ id: 'Closing' });
export type Closing = z.infer<typeof zClosing>;
/** The number that one signs in with, typed as proof that it is meant; the name where the account has no number. */
export const zCloseAccount = z
  .object({ phone: zPhoneInput.nullable().default(null), name: zLine(PERSON_NAME_MAX).default('') })
  .meta({ id: 'CloseAccount' });

/** A device that is signed in to the viewer's account. */
export const zDevice = z
  .object({
    id: zId,
    /** What it is, in plain words, as far as its browser says so: e.g. `安卓手机，微信`. */
    name: z.string(),
    signedInAt: zInstant,
    /** To within some minutes. */
    seenAt: zInstant,
    /** The one that asks. */
    here: z.boolean(),
  })
  .meta({ id: 'Device' });
export type Device = z.infer<typeof zDevice>;
/** The one that asks first, then those that were seen last. */
export const zDevices = z.object({ items: z.array(zDevice) });
export type Devices = z.infer<typeof zDevices>;

/** Demo mode only. */
export const zDemoPerson = z
  .object({ key: z.string(), name: z.string(), role: z.string(), about: z.string() })
  .meta({ id: 'DemoPerson' });
export const zDemoPeople = z.object({ items: z.array(zDemoPerson) });
export const zDemoSignIn = z.object({ key: z.string().max(40) });
export type CodeSent = z.infer<typeof zCodeSent>;
export type DemoPeople = z.infer<typeof zDemoPeople>;

/** For admins: someone's role as operator. `id` is that of the role, not of the person. */
export const zOperatorGrant = zOperatorRole
  .omit({ role: true })
  .extend({ id: zId, name: z.string(), phoneMasked: z.string() })
  .meta({ id: 'OperatorGrant' });
export type OperatorGrant = z.infer<typeof zOperatorGrant>;
export const zOperatorGrants = z.object({ items: z.array(zOperatorGrant) });
export const zNewOperator = z.object({ phone: zPhoneInput, regionId: zId }).meta({ id: 'NewOperator' });
