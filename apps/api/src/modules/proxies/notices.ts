import type { ProxyRelation, ProxyScope } from '@linggong/contracts/proxy.ts';
import { datedLastDay } from '@linggong/rules/dated.ts';
import type { Deps } from '../../deps.ts';
import { byId } from '../../platform/database.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { noticeKind, type StoredNotice } from '../../platform/notices/kind.ts';
import { say, stationWords } from '../../words/say.ts';
import { wordsOf } from '../../words/words.ts';
import { personsByIds } from '../identity/public.ts';
import { maskedName } from '../people/public.ts';
import type { GrantRecord } from './model.ts';
import { grantsByIds } from './repository.ts';

const words = () => wordsOf('proxies').notices;

/** Which of the two is told. */
export type Side = 'person' | 'proxy';
type About = { grant: GrantRecord; side: Side; to: string };

/** What is said of a grant. No name: each is looked up when it is read, for who may know it. */
const saidOf = ({ grant, side }: About) => ({
  grantId: grant._id.toHexString(),
  side,
  relation: grant.relation,
  scopes: grant.scopes,
  from: grant.from,
  until: grant.until,
  /** The desk that wrote it down; null: the person did. */
  office: grant.recorded.office,
  at: grant.recorded.at,
});
type Said = ReturnType<typeof saidOf>;

const scopesWords = (side: Side, scopes: readonly ProxyScope[]): string => {
  const { join, scopesOf } = words();
  return scopes.map((scope) => scopesOf[side][scope]).join(join);
};
const lastDay = (until: Date, at: Date) => datedLastDay(until, at, wordsOf('dates'));
const relationWords = (relation: ProxyRelation) => words().relations[relation];

/** The name of the other side beside a notice of one grant; a name is in no push and no text message. */
async function otherSide(
  deps: Deps,
  viewer: Viewer,
  notices: readonly StoredNotice[],
): Promise<(notice: StoredNotice) => string | null> {
  const idOf = ({ said }: StoredNotice) => (said as { grantId?: string } | undefined)?.grantId;
  const grants = byId(
    await grantsByIds(
      deps,
      notices.flatMap((notice) => idOf(notice) ?? []),
    ),
  );
  const people = [...grants.values()].map(({ personId }) => personId);
  const persons = byId(people.length > 0 ? await personsByIds(deps, people) : []);
  return (notice) => {
    const grant = grants.get(idOf(notice) ?? '');
    if (!grant) return null;
    if (grant.personId.toHexString() === viewer.personId) return grant.proxyName || null;
    // Whoever's grant is over learns no more what the person is called by now.
    const name = persons.get(String(grant.personId))?.name;
    if (!name || grant.proxyId.toHexString() !== viewer.personId) return null;
    return grant.open ? name : maskedName(name);
  };
}

const aboutGrant = {
  pace: 'at_once',
  to: ({ to }: About) => [to],
  leadsTo: ({ side, grant }: About) => (side === 'person' ? '/me/proxies' : `/people/${grant.personId}`),
  said: saidOf,
  who: otherSide,
} as const;

const givenWords = (which: 'given' | 'replaced') => (said: Said, around: { station: string | undefined }) => {
  const { side, relation, scopes, until, office, at } = said;
  const { byDesk, byPerson } = words();
  return say(words()[which][side], {
    relation: relationWords(relation),
    scopes: scopesWords(side, scopes),
    until: lastDay(until, at),
    by: office ? byDesk({ office }) : byPerson,
    station: stationWords(around.station),
  });
};

/** As long as nobody has ended it: a later one tells of itself. */
const whileOpen = {
  look: async (deps: Deps, notices: readonly StoredNotice[]) => {
    const ids = notices.flatMap(({ said }) => (said as Said | undefined)?.grantId ?? []);
    const grants = await grantsByIds(deps, ids);
    return new Set(grants.flatMap(({ _id, open }) => (open ? _id.toHexString() : [])));
  },
  so: ({ said }: StoredNotice, open: ReadonlySet<string>) => open.has((said as Said).grantId),
};

/** To the person and to who acts for them, as far as they did not write it down themselves. */
export const given = noticeKind({
  ...aboutGrant,
  kind: 'grant.given',
  icon: 'me',
  key: ({ grant }: About) => `grant.given:${grant._id}`,
  words: givenWords('given'),
  still: whileOpen,
});

/** There was one between the two before. */
export const replaced = noticeKind({
  ...aboutGrant,
  kind: 'grant.replaced',
  icon: 'me',
  key: ({ grant }: About) => `grant.replaced:${grant._id}`,
  words: givenWords('replaced'),
  still: whileOpen,
});

/** Why it ended, as both are told. */
type How = 'person' | 'proxy' | 'desk' | 'role' | 'moved' | 'closed';
type Over = About & { how: How; people: number };
type SaidOver = Omit<Said, 'grantId'> & { grantId?: string; how: How; people: number };

/** To both, but who ended it. What one act ended of many people's is one notice to who acted for them. */
export const ended = noticeKind({
  ...aboutGrant,
  kind: 'grant.ended',
  icon: 'remove',
  key: ({ grant, side }: Over) => `grant.ended:${(side === 'proxy' && grant.ended?.actId) || grant._id}`,
  leadsTo: ({ side }: Over) => (side === 'person' ? '/me/proxies' : '/people'),
  said: (of: Over): SaidOver => {
    const { grantId, ...said } = saidOf(of);
    return { ...said, ...(of.people === 1 ? { grantId } : {}), how: of.how, people: of.people };
  },
  words({ side, relation, scopes, how, people }: SaidOver, { station }) {
    const parts = {
      relation: relationWords(relation),
      scopes: scopesWords(side, scopes),
      why: words().why[side][how],
      station: stationWords(station),
      people,
    };
    if (side === 'person') return say(words().endedPerson, parts);
    return say(people === 1 ? words().endedProxy : words().endedSeveral, parts);
  },
});

type Soon = { grants: readonly GrantRecord[]; now: Date };
type SaidSoon = { grantId?: string; grantIds: string[]; until: Date; people: number; at: Date };

/** To who acts for people who have work after the day on which it ends by itself. */
export const endsSoon = noticeKind({
  kind: 'grant.ends_soon',
  icon: 'clock',
  pace: 'at_once',
  to: ({ grants }: Soon) => [grants[0]!.proxyId.toHexString()],
  key: ({ grants }: Soon) => `grant.ends_soon:${grants[0]!.until.getTime()}`,
  leadsTo: '/people',
  work: ({ grants }: Soon) => ({ notAfter: grants[0]!.until }),
  said: ({ grants, now }: Soon): SaidSoon => {
    const grantIds = grants.map(({ _id }) => _id.toHexString());
    const one = grantIds.length === 1 ? { grantId: grantIds[0]! } : {};
    return { ...one, grantIds, until: grants[0]!.until, people: grantIds.length, at: now };
  },
  words: ({ until, people, at }: SaidSoon, { station }) =>
    say(people === 1 ? words().endsSoon : words().endsSoonSeveral, {
      until: lastDay(until, at),
      people,
      station: stationWords(station),
    }),
  still: {
    look: async (deps: Deps, notices: readonly StoredNotice[]) => {
      const ids = notices.flatMap(({ said }) => (said as SaidSoon | undefined)?.grantIds ?? []);
      return new Set(
        (await grantsByIds(deps, ids)).flatMap(({ _id, open }) => (open ? _id.toHexString() : [])),
      );
    },
    so: ({ said }: StoredNotice, open: ReadonlySet<string>) =>
      (said as SaidSoon).grantIds.some((id) => open.has(id)),
  },
  who: otherSide,
});

export const proxyNotices = [given, replaced, ended, endsSoon] as const;
export type { How };
