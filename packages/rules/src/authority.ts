import type { Role } from '@linggong/contracts/account.ts';
import type { ProblemCode } from '@linggong/contracts/problem.ts';
import type { ProxyScope } from '@linggong/contracts/proxy.ts';

/** Who asks; null: nobody is signed in. `agreed`: to the terms that are in force. */
export type Asker = { personId: string; agreed: boolean; roles: readonly Role[] } | null;

/** What an action is about, as far as authority goes: whose it is, and whose desk it lies on. */
export type Target = {
  personId?: Id | null;
  employerId?: Id;
  /** The regions in charge, from the root down to it; an operator of one of them is over it. */
  deskPath?: readonly Id[];
  /** What grants of the person that count now let who asks do for them. Nobody's own word: it is read for each act. */
  scopes?: readonly ProxyScope[];
  /** The person who acts by a grant, where it is about that. */
  proxyId?: Id;
};
type Id = { toString(): string };

/**
 * How who asks stands to it. `own`: it is theirs; `member`: of the employer whose it is; `over`: an operator of a region
 * in charge of it, at whatever level; `papers`: as `over`, of a township or above, which check people's papers; `operator`: of any region; `stranger`: no operator at all. Admins cover nothing by
 * being admins. `county` and `over_county`: an operator at a county's desk or above it, of any region or of one in charge.
 * `proxy_*`: the person lets them, by a grant that counts now, see, book, step back, agree or check in for them; no such
 * relation reaches their wages. Of work of an employer whose member they are it lets them see alone: nobody agrees for
 * both sides. `proxy`: it is about a grant by which they act.
 */
export const RELATIONS = [
  'signed_in',
  'own',
  'member',
  'over',
  'papers',
  'operator',
  'stranger',
  'admin',
  'county',
  'over_county',
  'proxy',
  'proxy_look',
  'proxy_book',
  'proxy_step_back',
  'proxy_confirm',
  'proxy_attendance',
] as const;
export type Relation = (typeof RELATIONS)[number];

export type Grant = {
  /** One of these is enough. */
  may: readonly Relation[];
  /** Who may not whatever else they are: nobody decides about their own employer's. */
  never?: readonly Relation[];
  /** To all but those who know of it anyway it does not exist: they get this. Absent: all are told that they may not. */
  hidden?: { as: ProblemCode; knownTo?: readonly Relation[] };
  /** Also before the terms are agreed to: reading who one is, agreeing, leaving. */
  beforeTerms?: true;
};

const MINE: Grant = { may: ['signed_in'] };
const MINE_ALWAYS: Grant = { may: ['signed_in'], beforeTerms: true };
const MEMBERS: Grant = { may: ['member'] };
const AT_DESK: Grant = { may: ['operator'] };
const ADMINS: Grant = { may: ['admin'] };
const GIG_AT_DESK: Grant = { may: ['over'], hidden: { as: 'gig.not_found', knownTo: ['stranger'] } };
const GIG_OF_MEMBER: Grant = { may: ['member'], hidden: { as: 'gig.not_found', knownTo: ['over'] } };
const EMPLOYER: Grant = { may: ['member', 'over'], hidden: { as: 'employer.not_found' } };
const CHECKED_EMPLOYER: Grant = {
  may: ['over'],
  never: ['member'],
  hidden: { as: 'employer.not_found', knownTo: ['member'] },
};
const bookingOf = (...may: Relation[]): Grant => ({
  may: ['own', ...may],
  hidden: { as: 'booking.not_found', knownTo: ['proxy_look'] },
});
const AT_COUNTY: Grant = { may: ['county'] };
const BOOKING_OF_MEMBER: Grant = { may: ['member'], hidden: { as: 'booking.not_found' } };
/** To other desks and to people it does not exist: that somebody is in the register says where they live. */
const RECORD: Grant = { may: ['over'], hidden: { as: 'person.not_found', knownTo: ['stranger'] } };
/** What makes somebody's record another's to sign in to: of offices that check papers, never of a village's own operators. */
const PAPERS: Grant = { may: ['papers'], hidden: { as: 'person.not_found', knownTo: ['stranger', 'over'] } };
const ROLL: Grant = { may: ['over'], hidden: { as: 'roll.not_found', knownTo: ['stranger'] } };
const IMPORT: Grant = { may: ['over'], hidden: { as: 'import.not_found', knownTo: ['stranger'] } };

/** Every action there is, with who may. What is for everybody, signed in or not, asks nothing and is not here. */
export const AUTHORITY = {
  'account.read': MINE_ALWAYS,
  'account.agree': MINE_ALWAYS,
  'account.close': MINE_ALWAYS,
  'device.keep': MINE_ALWAYS,
  'person.change': MINE,
  'number.change': MINE,
  'alert.keep': MINE,
  'alert.change': { may: ['own'], hidden: { as: 'alert.not_found' } },
  'notice.keep': MINE,
  'showing.list_own': MINE,
  'showing.list': AT_DESK,
  'operator.manage': ADMINS,
  'employer.register': MINE,
  'employer.list_own': MINE,
  'employer.list': AT_DESK,
  'employer.read': EMPLOYER,
  'employer.change_contact': { may: ['member'], hidden: { as: 'employer.not_found', knownTo: ['over'] } },
  'employer.verify': CHECKED_EMPLOYER,
  'employer.read_verifications': CHECKED_EMPLOYER,
  'employer.read_acts': CHECKED_EMPLOYER,
  'employer.suspend': CHECKED_EMPLOYER,
  'employer.lift_suspension': CHECKED_EMPLOYER,
  'gig.post': MEMBERS,
  'gig.list': MEMBERS,
  'gig.read_managed': { may: ['member', 'over'], hidden: { as: 'gig.not_found' } },
  'gig.edit': GIG_OF_MEMBER,
  /** As `gig.edit`, of one that a partner sent and that waits for an operator: those in charge fill in what it lacks. */
  'gig.complete': { may: ['member', 'over'], hidden: { as: 'gig.not_found' } },
  'gig.submit': GIG_OF_MEMBER,
  'gig.withdraw': GIG_OF_MEMBER,
  'gig.close': GIG_OF_MEMBER,
  'gig.copy': GIG_OF_MEMBER,
  'gig.delete': GIG_OF_MEMBER,
  'gig.read_people': GIG_OF_MEMBER,
  'gig.take': MINE,
  /** What never was public is there for nobody else to take. */
  'gig.take_unpublished': { may: ['member'], hidden: { as: 'gig.not_found' } },
  'booking.list_own': MINE,
  /** As `gig.take`, for somebody else. */
  'gig.take_for': {
    may: ['own', 'proxy_book'],
    hidden: { as: 'person.not_found', knownTo: ['proxy_look'] },
  },
  'booking.list_of': { may: ['own', 'proxy_look'], hidden: { as: 'person.not_found' } },
  'booking.read': bookingOf('proxy_look'),
  'booking.withdraw': bookingOf('proxy_step_back'),
  'booking.agree': bookingOf('proxy_confirm'),
  /** What people without an account hold on days on which nobody acts for them, and what a desk does about it. */
  'booking.list_unattended': AT_DESK,
  'booking.step_in': {
    may: ['over'],
    never: ['member'],
    hidden: { as: 'booking.not_found', knownTo: ['stranger', 'over'] },
  },
  'booking.accept': BOOKING_OF_MEMBER,
  'booking.decline': BOOKING_OF_MEMBER,
  // Who takes work for somebody calls for them.
  'booking.show_contact': {
    may: ['own', 'member', 'proxy_book'],
    hidden: { as: 'booking.not_found', knownTo: ['proxy_look'] },
  },
  'crew.keep': MINE,
  'crew.lead': { may: ['own'], hidden: { as: 'crew.not_found' } },
  'crew.join': MINE,
  'crew.leave': MINE,
  'crew_booking.lead': { may: ['own'], hidden: { as: 'crew.not_found' } },
  'crew_booking.decide': { may: ['member'], hidden: { as: 'crew.not_found' } },
  'review.list': AT_DESK,
  'review.read': GIG_AT_DESK,
  'review.claim': GIG_AT_DESK,
  'review.undo': GIG_AT_DESK,
  'review.decide': {
    may: ['over'],
    never: ['member'],
    hidden: { as: 'gig.not_found', knownTo: ['stranger', 'over'] },
  },
  'report.list': AT_DESK,
  'report.handle': {
    may: ['over'],
    never: ['member'],
    hidden: { as: 'report.not_found', knownTo: ['stranger'] },
  },
  'people.list': AT_DESK,
  'people.register': { may: ['over'] },
  'people.read': RECORD,
  'people.change': RECORD,
  'people.merge': PAPERS,
  'people.issue_claim': PAPERS,
  'people.deregister': PAPERS,
  'people.claim': MINE,
  'trail.read': RECORD,
  'trail.read_own': MINE,
  'file.put': MINE,
  'file.read': MINE,
  'import.list': AT_DESK,
  'import.upload': AT_DESK,
  'import.manage': IMPORT,
  /** That others may act for oneself, and for whom one acts. */
  'grant.keep_own': MINE,
  'grant.record': { may: ['over'], hidden: { as: 'person.not_found', knownTo: ['own'] } },
  'grant.read': { may: ['own', 'proxy', 'over'], hidden: { as: 'grant.not_found' } },
  'grant.end': { may: ['own', 'proxy', 'over'], hidden: { as: 'grant.not_found' } },
  'grant.list': AT_DESK,
  'grant.look': { may: ['over_county'], hidden: { as: 'grant.not_found', knownTo: ['stranger', 'over'] } },
  'alarm.list': AT_COUNTY,
  'alarm.set_aside': {
    may: ['over_county'],
    hidden: { as: 'grant.not_found', knownTo: ['stranger', 'over'] },
  },
  'broker.list': AT_COUNTY,
  'broker.manage': { may: ['over_county'] },
  'roll.list': AT_DESK,
  'roll.upload': AT_DESK,
  'roll.manage': ROLL,
} as const satisfies Record<string, Grant>;
export type Action = keyof typeof AUTHORITY;
export const ACTIONS = Object.keys(AUTHORITY) as Action[];

const isIn = (ids: readonly Id[] | undefined, id: string) => ids?.some((one) => String(one) === id) ?? false;

type Roles = { roles: readonly Role[] };

/** The operator's role that covers a place, given the regions in charge; of several the one that came first. */
export const roleOver = ({ roles }: Roles, deskPath: Target['deskPath']) =>
  roles.find((role) => role.role === 'operator' && isIn(deskPath, role.regionId)) as OperatorRole | undefined;
type OperatorRole = Extract<Role, { role: 'operator' }>;

const COUNTY: readonly OperatorRole['level'][] = ['province', 'city', 'county'];
const atCounty = (role: Role) => role.role === 'operator' && COUNTY.includes(role.level);

export const isMember = ({ roles }: Roles, employerId: Id | undefined): boolean =>
  employerId !== undefined &&
  roles.some((role) => role.role === 'employer' && role.employerId === String(employerId));

/** One relation for each scope that there is, and no other. */
const proxyRelations = (scopes: readonly ProxyScope[]) => ({
  proxy_look: scopes.includes('look'),
  proxy_book: scopes.includes('book'),
  proxy_step_back: scopes.includes('step_back'),
  proxy_confirm: scopes.includes('confirm'),
  proxy_attendance: scopes.includes('attendance'),
});

/** How who asks stands to a target. */
export function relationsOf(asker: NonNullable<Asker>, target: Target = {}): Relation[] {
  const { roles, personId } = asker;
  const isOperator = roles.some(({ role }) => role === 'operator');
  const ofEmployer = isMember(asker, target.employerId);
  const scopes = target.scopes?.filter((scope) => scope === 'look' || !ofEmployer);
  const stands: Record<Relation, boolean> = {
    signed_in: true,
    own: target.personId != null && String(target.personId) === personId,
    member: ofEmployer,
    over: roleOver(asker, target.deskPath) !== undefined,
    papers: roles.some(
      (role) => role.role === 'operator' && role.level !== 'village' && isIn(target.deskPath, role.regionId),
    ),
    operator: isOperator,
    stranger: !isOperator,
    admin: roles.some(({ role }) => role === 'admin'),
    county: roles.some(atCounty),
    over_county: roleOver({ roles: roles.filter(atCounty) }, target.deskPath) !== undefined,
    proxy: target.proxyId !== undefined && String(target.proxyId) === personId,
    ...proxyRelations(scopes ?? []),
  };
  return RELATIONS.filter((relation) => stands[relation]);
}

/** Null: they may. Else the problem that they get: never one that tells of what they may not even know. */
export function whyMayNot(asker: Asker, action: Action, target: Target = {}): ProblemCode | null {
  const { may, never = [], hidden, beforeTerms }: Grant = AUTHORITY[action];
  if (!asker) return 'auth.required';
  if (!asker.agreed && !beforeTerms) return 'auth.consent_required';
  const stands = relationsOf(asker, target);
  const one = (of: readonly Relation[]) => of.some((relation) => stands.includes(relation));
  if (one(may) && !one(never)) return null;
  return hidden && !one(hidden.knownTo ?? []) ? hidden.as : 'auth.forbidden';
}
