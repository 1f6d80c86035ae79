import type { CodeSent } from '@linggong/contracts/account.ts';
import type { Grant, ProxyRelation, zNewGrant, zOwnGrant } from '@linggong/contracts/proxy.ts';
import { roleOver } from '@linggong/rules/authority.ts';
import { consentDoubts, consentKinds, type Recorder } from '@linggong/rules/grant.ts';
import { DAY_MS, localDay, localMoment } from '@linggong/rules/time.ts';
import { Types } from 'mongoose';
import type * as z from 'zod';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { invalid, problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import { countInTransaction, counting } from '../caps/public.ts';
import { attachFile } from '../files/public.ts';
import {
  accountIdByPhone,
  codeText,
  ensureAccount,
  hasSignedIn,
  languageOf,
  normalisePhone,
  type PersonRecord,
  personById,
  personsOfAccounts,
  phoneOfAccount,
  requireMay,
  rolesOf,
  sendNumberCode,
} from '../identity/public.ts';
import { byDesk, noteAct } from '../people/public.ts';
import { regionById } from '../regions/public.ts';
import { checkCode, hasOwnPhone, isOwnWord, numberToAsk, purposeOf } from './consent.ts';
import type { GrantRecord } from './model.ts';
import { CONSENT_PAPER } from './paper.ts';
import { lookAtPhone } from './phone-alarms.ts';
import { refused } from './refused.ts';
import { countWitnessed } from './repository.ts';
import { toGrants } from './views.ts';
import { writeGrant } from './write.ts';

type Asked = z.output<typeof zOwnGrant> & { from?: string | null };
type From = { clientIp: string };

const words = () => wordsOf('proxies');
const wrong = (path: string, message: string) => invalid([{ path: [path], message }]);

/** The person, for operators in charge of their village. To others there is none. */
async function personAtDesk(deps: Deps, viewer: Viewer | null, personId: string) {
  const person = await personById(deps, personId);
  const region = person?.regionId ? await regionById(deps, person.regionId) : null;
  const deskPath = region?.path ?? [];
  requireMay(viewer, 'grant.record', { personId, deskPath });
  if (!person || person.closedAt) throw problem('person.not_found');
  return { viewer, person, deskPath };
}

/**
 * Who is to act, by their number; an account is made where it has none. So each try counts, whatever comes of it: else
 * one who is refused each time makes accounts without end. Throws `cap.reached`, `auth.phone_invalid`.
 */
async function proxyOf(
  deps: Deps,
  { accountId: by }: Viewer,
  phone: string,
  cap: 'grants' | 'own_grants',
): Promise<PersonRecord & { accountId: Types.ObjectId }> {
  const number = normalisePhone(phone, deps.settings.PHONE_COUNTRY);
  await deps.transaction(() => countInTransaction(deps, { cap, by }));
  const accountId = new Types.ObjectId(await ensureAccount(deps, number));
  const [proxy] = await personsOfAccounts(deps, [accountId]);
  if (!proxy) throw problem('person.not_found');
  return { ...proxy, accountId };
}

/** The region for which somebody is the organiser, or a broker, of a person; null: family. Throws `grant.refused`. */
async function roleRegion(
  deps: Deps,
  accountId: Types.ObjectId | null,
  relation: ProxyRelation,
  deskPath: readonly Types.ObjectId[],
): Promise<Types.ObjectId | null> {
  if (relation === 'family') return null;
  const home = deskPath.at(-1) && (await regionById(deps, deskPath.at(-1)!));
  if (relation === 'organiser' && home?.level !== 'village') throw refused('no_village');
  const over = new Set(deskPath.map(String));
  const roles = accountId ? await rolesOf(deps, accountId.toHexString()) : [];
  const found = roles.find((role) =>
    relation === 'broker'
      ? role.role === 'broker' && over.has(role.regionId)
      : role.role === 'operator' && role.level === 'village' && over.has(role.regionId),
  );
  if (found && 'regionId' in found) return new Types.ObjectId(found.regionId);
  throw refused(relation === 'broker' ? 'no_broker' : 'no_organiser');
}

/** From the beginning of its first day to the end of its last. Throws `request.invalid`. */
function timeOf(deps: Deps, { from, until }: Asked): { from: Date; until: Date } {
  const now = deps.clock();
  const today = localDay(now);
  const { grant_days, grant_days_max } = deps.proxyLimits;
  if (from && from < today) throw wrong('from', words().fromPast);
  const first = from && from > today ? localMoment(from, 0) : now;
  const usual = localDay(new Date(first.getTime() + grant_days * DAY_MS));
  const end = localMoment(until ?? usual, 24 * 60);
  if (end <= first) throw wrong('until', words().untilPast);
  if (end.getTime() - first.getTime() > (grant_days_max + 1) * DAY_MS)
    throw wrong('until', words().untilFar({ days: grant_days_max }));
  return { from: first, until: end };
}

type Recording = {
  viewer: Viewer;
  recorder: Recorder;
  person: PersonRecord;
  proxy: PersonRecord & { accountId: Types.ObjectId };
  deskPath: readonly Types.ObjectId[];
  consent: { kind: GrantRecord['consent']['kind']; witness: string | null; fileId: Types.ObjectId | null };
};

async function record(deps: Deps, asked: Asked, of: Recording): Promise<Grant> {
  const { viewer, recorder, person, proxy, deskPath, consent } = of;
  if (proxy._id.equals(person._id)) throw refused('oneself');
  const roleRegionId = await roleRegion(deps, proxy.accountId, asked.relation, deskPath);
  const at = deps.clock();
  const office = recorder === 'person' ? null : (roleOver(viewer, deskPath)?.office ?? null);
  const witnessed = consent.witness ? await countWitnessed(deps, proxy._id, consent.witness) : 0;
  const grant: GrantRecord = {
    _id: new Types.ObjectId(),
    personId: person._id,
    proxyId: proxy._id,
    proxyAccountId: proxy.accountId,
    proxyName: asked.name,
    relation: asked.relation,
    roleRegionId,
    deskPath: [...deskPath],
    scopes: asked.scopes,
    ...timeOf(deps, asked),
    consent,
    recorded: {
      as: recorder === 'person' ? 'person' : 'desk',
      accountId: new Types.ObjectId(viewer.accountId),
      name: viewer.name,
      office,
      at,
    },
    open: true,
    ended: null,
    doubts: consentDoubts(recorder, {
      witnessed,
      ownNumber: consent.kind === 'code' && (await isOwnWord(deps, viewer, person)),
      villageBook: consent.kind === 'family_book' && (byDesk(viewer, deskPath).villageAlone ?? false),
    }),
    looked: null,
  };
  const written = await writeGrant(deps, grant, async () => {
    if (consent.fileId)
      await attachFile(deps, {
        fileId: String(consent.fileId),
        byAccountId: viewer.accountId,
        kind: CONSENT_PAPER,
        ownerId: grant._id,
      });
    if (recorder === 'person') return;
    const about = { grantId: grant._id, fields: grant.scopes };
    await noteAct(deps, {
      personId: person._id,
      by: byDesk(viewer, deskPath),
      kind: 'grant_recorded',
      about,
    });
  });
  await lookAtPhone(deps, written, person);
  const [described] = await toGrants(deps, [written], recorder === 'person' ? { viewer } : { desk: viewer });
  return described!;
}

/** Somebody who is signed in lets another act for them. Throws `grant.refused`, `auth.phone_invalid`, `cap.reached`. */
export async function giveGrant(
  deps: Deps,
  viewer: Viewer | null,
  asked: z.output<typeof zOwnGrant>,
): Promise<Grant> {
  requireMay(viewer, 'grant.keep_own');
  const person = await personById(deps, viewer.personId);
  if (!person) throw problem('person.not_found');
  const region = person.regionId ? await regionById(deps, person.regionId) : null;
  return record(deps, asked, {
    viewer,
    recorder: 'person',
    person,
    proxy: await proxyOf(deps, viewer, asked.phone, 'own_grants'),
    deskPath: region?.path ?? [],
    consent: { kind: 'own_tap', witness: null, fileId: null },
  });
}

/**
 * Sends the person a code that they read out where they agree. Throws `grant.refused` where there is no phone to ask by,
 * `cap.reached` where the desk has texted many numbers that nobody ever signed in with.
 */
export async function sendConsentCode(
  deps: Deps,
  viewer: Viewer | null,
  { personId, clientIp }: { personId: string } & From,
): Promise<CodeSent> {
  const { viewer: operator, person, deskPath } = await personAtDesk(deps, viewer, personId);
  const own = await phoneOfAccount(deps, operator.accountId);
  const phone = await numberToAsk(deps, person, own);
  const language = await languageOf(deps, person._id);
  const desk = roleOver(operator, deskPath)?.regionId ?? operator.accountId;
  const strange = !(await hasSignedIn(deps, phone));
  return counting(deps, strange ? [{ cap: 'consent_codes', by: desk }] : [], () =>
    sendNumberCode(deps, operator, {
      phone,
      purpose: purposeOf(personId),
      clientIp,
      text: (code) => codeText('consent', code, language),
    }),
  );
}

/**
 * An operator in charge of the person's village writes down that they let somebody act for them, and how they agreed.
 * One who is the proxy too needs a witness or a code, and the county looks at it; who has a phone of their own is asked by it. Throws `grant.refused`,
 * `auth.phone_invalid`, `cap.reached`, `file.not_found`, as `redeemNumberCode` for a code, `person.not_found` for operators of elsewhere.
 */
export async function recordGrant(
  deps: Deps,
  viewer: Viewer | null,
  { personId, consent, clientIp, ...asked }: z.output<typeof zNewGrant> & From,
): Promise<Grant> {
  const at = await personAtDesk(deps, viewer, personId);
  // What is refused makes no account for the number.
  const proxyNumber = normalisePhone(asked.phone, deps.settings.PHONE_COUNTRY);
  const accountId = await accountIdByPhone(deps, proxyNumber);
  if (accountId && at.person.accountId?.equals(accountId)) throw refused('oneself');
  const recorder = accountId?.equals(at.viewer.accountId) ? 'proxy_at_desk' : 'desk';
  const asks = { hasOwnPhone: await hasOwnPhone(deps, at.person) };
  if (!consentKinds(recorder, asked.relation, asks).includes(consent.kind))
    throw refused(asks.hasOwnPhone ? 'by_code' : 'consent');
  await roleRegion(deps, accountId, asked.relation, at.deskPath);
  timeOf(deps, asked);
  await checkCode(deps, at.viewer, { person: at.person, proxyNumber }, { ...consent, clientIp });
  const proxy = await proxyOf(deps, at.viewer, asked.phone, 'grants');
  const witness = consent.kind === 'witness' ? consent.witness : null;
  const fileId = consent.kind === 'paper' ? new Types.ObjectId(consent.fileId) : null;
  const given = { kind: consent.kind, witness, fileId };
  return record(deps, asked, { ...at, recorder, proxy, consent: given });
}
