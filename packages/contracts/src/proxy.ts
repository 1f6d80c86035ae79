import * as z from 'zod';
import { zBrokerRole } from './account.ts';
import { zFileLink } from './file.ts';
import { PERSON_NAME_MAX } from './limits.ts';
import { zCode, zPhoneInput } from './phone.ts';
import { zDay, zId, zInstant, zName, zPageCursor, zText } from './scalars.ts';

/**
 * What somebody may do for another. Nothing here pays anybody: wages are the person's own, and no grant can say
 * otherwise.
 */
export const PROXY_SCOPES = ['look', 'book', 'step_back', 'confirm', 'attendance'] as const;
export const zProxyScope = z.enum(PROXY_SCOPES).meta({ id: 'ProxyScope' });
export type ProxyScope = z.infer<typeof zProxyScope>;

/** As whom: the operator of the person's village, a broker (劳务经纪人) with a region, or somebody they know. */
export const PROXY_RELATIONS = ['organiser', 'broker', 'family'] as const;
export const zProxyRelation = z.enum(PROXY_RELATIONS).meta({ id: 'ProxyRelation' });
export type ProxyRelation = z.infer<typeof zProxyRelation>;

/**
 * How somebody agreed. `own_tap`: signed in, by themselves; `witness`: said before a named witness; `paper`: signed, and
 * photographed; `code`: a code that came to their phone; `family_book`: the desk saw the household register.
 */
export const CONSENT_KINDS = ['own_tap', 'witness', 'paper', 'code', 'family_book'] as const;
export const zConsentKind = z.enum(CONSENT_KINDS).meta({ id: 'ConsentKind' });
export type ConsentKind = z.infer<typeof zConsentKind>;

const zScopes = z
  .array(zProxyScope)
  .min(1, '选一下能替着办什么')
  .refine((scopes) => scopes.includes('look'), '替着办事，先要能看')
  .transform((scopes) => PROXY_SCOPES.filter((scope) => scopes.includes(scope)));

const named = {
  /** The proxy's phone; an account is made where it has none. */
  phone: zPhoneInput,
  /** What the person calls them. */
  name: zName(1, PERSON_NAME_MAX, '写一下替着办的人叫什么'),
  relation: zProxyRelation,
  scopes: zScopes,
  /** Its last day; null: as long as is usual here. */
  until: zDay.nullable().default(null),
};

/** Somebody lets another act for them. */
export const zOwnGrant = z.object(named).meta({ id: 'OwnGrant' });

/** How the person agreed, as who records it says. */
export const zConsentGiven = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('witness'), witness: zName(1, PERSON_NAME_MAX, '写一下见证人的名字') }),
    z.object({ kind: z.literal('code'), code: zCode }),
    z.object({ kind: z.literal('family_book') }),
    /** A photo of it, of the kind `consent_paper`, that who writes it down sent. */
    z.object({ kind: z.literal('paper'), fileId: zId }),
  ])
  .meta({ id: 'ConsentGiven' });
export type ConsentGiven = z.infer<typeof zConsentGiven>;

/** The desk records that a person lets somebody act for them. */
export const zNewGrant = z
  .object({
    ...named,
    personId: zId,
    /** Its first day; null: today. */
    from: zDay.nullable().default(null),
    consent: zConsentGiven,
  })
  .meta({ id: 'NewGrant' });
export const zConsentCode = z.object({ personId: zId }).meta({ id: 'ConsentCode' });

/** What becomes of what was booked by a grant that ends. */
export const BOOKED_AFTERWARDS = ['stands', 'step_back'] as const;
export const zGrantEnd = z.object({ booked: z.enum(BOOKED_AFTERWARDS) }).meta({ id: 'GrantEnd' });

/** `not_yet`: begins later; `over`: its last day is past; `ended`: somebody ended it before. */
export const GRANT_STATES = ['not_yet', 'live', 'over', 'ended'] as const;
export const zGrantState = z.enum(GRANT_STATES);
export type GrantState = z.infer<typeof zGrantState>;
/**
 * Who ended a grant; `role`: the proxy is no organiser or broker any more; `moved`: the person lives where that office does
 * not reach; `replaced`: there is a later one.
 */
export const GRANT_ENDERS = ['person', 'proxy', 'desk', 'role', 'moved', 'replaced'] as const;

/** `own_record`: recorded by who acts by it; `same_witness`: one witness for many of one proxy's; `village_book`: the village alone saw the household register; `own_number`: by a code to a number that nobody ever signed in with, and that whoever recorded it wrote down a few days ago. */
export const CONSENT_DOUBTS = ['own_record', 'same_witness', 'village_book', 'own_number'] as const;
export type ConsentDoubt = (typeof CONSENT_DOUBTS)[number];

/** A grant, as those whom it concerns see it: the person, who acts by it, the desks in charge. */
export const zGrant = z
  .object({
    id: zId,
    person: z.object({ id: zId, name: z.string(), regionNames: z.array(z.string()) }),
    proxy: z.object({ id: zId, name: z.string(), phoneMasked: z.string() }),
    relation: zProxyRelation,
    scopes: z.array(zProxyScope),
    from: zInstant,
    until: zInstant,
    state: zGrantState,
    /** `paper`: where whoever asks sees its photo for some minutes; null: there is none, or not for them here. */
    consent: z.object({
      kind: zConsentKind,
      witness: z.string().nullable(),
      paper: zFileLink.nullable(),
    }),
    recorded: z.object({
      as: z.enum(['person', 'desk']),
      name: z.string(),
      office: z.string().nullable(),
      at: zInstant,
    }),
    ended: z.object({ by: z.enum(GRANT_ENDERS), at: zInstant }).nullable(),
    /** It took the place of another between the two, which counts no more. */
    replaces: z.boolean(),
    /** Why somebody at the county should look at how consent was given, and what they said of it. */
    doubts: z.array(z.enum(CONSENT_DOUBTS)),
    looked: z.object({ office: z.string(), remark: z.string(), at: zInstant }).nullable(),
  })
  .meta({ id: 'Grant' });
export type Grant = z.infer<typeof zGrant>;
export const zGrants = z.object({ items: z.array(zGrant) });
export type Grants = z.infer<typeof zGrants>;
/** `doubtful`: how consent was given is to be looked at; `ended`: ended of late; `all`: whatever was written down. */
export const zGrantsQuery = z.object({
  which: z.enum(['doubtful', 'live', 'ended', 'all']).default('all'),
  /** Only those by which this person acts. */
  proxy: zId.optional(),
  cursor: zPageCursor.optional(),
});
/** The latest to be recorded first. `doubtful`: how many wait to be looked at in all. */
export const zGrantsAtDesk = z.object({
  items: z.array(zGrant),
  doubtful: z.int(),
  nextCursor: z.string().nullable(),
});
export type GrantsAtDesk = z.infer<typeof zGrantsAtDesk>;
/** What the county found of how consent was given. */
export const zGrantLook = z.object({ remark: zText(300).min(1, '写一下看的结果') }).meta({ id: 'GrantLook' });

/** A broker (劳务经纪人) with the region. `id` is that of the role, not of the person. */
export const zBroker = zBrokerRole
  .omit({ role: true })
  .extend({ id: zId, name: z.string(), phoneMasked: z.string() })
  .meta({ id: 'Broker' });
export type Broker = z.infer<typeof zBroker>;
export const zBrokers = z.object({ items: z.array(zBroker) });
export const zNewBroker = z.object({ phone: zPhoneInput, regionId: zId }).meta({ id: 'NewBroker' });

/** `given`: by whom the viewer lets things be done; `held`: for whom the viewer does them. The latest first. */
export const zOwnGrants = z.object({ given: z.array(zGrant), held: z.array(zGrant) });
export type OwnGrants = z.infer<typeof zOwnGrants>;

/** `stays`: what was booked and can't be given back any more, with why. */
export const zGrantEnded = z
  .object({
    grant: zGrant,
    steppedBack: z.int(),
    stays: z.array(z.object({ bookingId: zId, title: z.string(), detail: z.string() })),
  })
  .meta({ id: 'GrantEnded' });
export type GrantEnded = z.infer<typeof zGrantEnded>;
