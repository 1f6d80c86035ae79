import {
  CONSENT_KINDS,
  type ConsentDoubt,
  type ConsentKind,
  type GrantState,
  PROXY_SCOPES,
  type ProxyRelation,
  type ProxyScope,
} from '@linggong/contracts/proxy.ts';

/** A grant as far as it says what counts when. */
export type Granted = {
  scopes: readonly ProxyScope[];
  from: Date;
  until: Date;
  ended: object | null;
};

/** Its last moment counts no more: `until` is where the day after its last begins. */
export function grantState({ from, until, ended }: Omit<Granted, 'scopes'>, now: Date): GrantState {
  if (ended) return 'ended';
  if (until <= now) return 'over';
  return from <= now ? 'live' : 'not_yet';
}

/** What of several grants, of one person to one proxy, counts now. */
export const liveScopes = (grants: readonly Granted[], now: Date): ProxyScope[] =>
  PROXY_SCOPES.filter((scope) =>
    grants.some((grant) => grant.scopes.includes(scope) && grantState(grant, now) === 'live'),
  );

type Moment = Date | string | null;

/**
 * Which of some shifts nobody acts for by these grants when they begin; of one that is told in words, now. A grant that
 * has yet to begin counts for what comes after it does.
 */
export const withoutGrant = <S extends { startsAt: Moment }>(
  shifts: readonly S[],
  grants: readonly Omit<Granted, 'scopes'>[],
  now: Date,
): S[] =>
  shifts.filter(({ startsAt }) => {
    const begins = startsAt === null ? now : new Date(startsAt);
    return !grants.some((grant) => grantState(grant, begins) === 'live');
  });

/** When the first of some dated shifts begins that a grant does not reach any more; null: it reaches all. */
export function grantEnds(
  { until }: Pick<Granted, 'until'>,
  shifts: readonly { startsAt: Moment }[],
): Date | null {
  const after = shifts.flatMap(({ startsAt }) => {
    const begins = startsAt === null ? null : new Date(startsAt);
    return begins && begins >= until ? begins.getTime() : [];
  });
  return after.length > 0 ? new Date(Math.min(...after)) : null;
}

/** Who writes a grant down: the person, somebody at a desk in charge, or there the proxy themselves. */
export type Recorder = 'person' | 'desk' | 'proxy_at_desk';

/**
 * The kinds of consent that count, by who writes them down. Nobody makes a grant for themselves by their own word: there
 * is a witness, a paper or a code beside it. The family book says who is family, and nothing of a broker.
 * Who signs in with a phone of their own is asked by it, and by nobody else's word.
 */
export function consentKinds(
  recorder: Recorder,
  relation: ProxyRelation,
  { hasOwnPhone }: { hasOwnPhone: boolean },
): readonly ConsentKind[] {
  if (recorder === 'person') return ['own_tap'];
  if (hasOwnPhone) return ['code'];
  return CONSENT_KINDS.filter((kind) => {
    if (kind === 'own_tap') return false;
    return kind !== 'family_book' || (recorder === 'desk' && relation === 'family');
  });
}

/** One witness for so many of one proxy's people is worth a look. */
export const SAME_WITNESS = 5;

/**
 * What the county should look at. Nothing is held up by it. `witnessed`: others of this proxy by the same witness;
 * `villageBook`: by the family book, as the village alone saw it; `ownNumber`: by a code to a number that the recorder wrote
 * down, and that nobody signed in with.
 */
export function consentDoubts(
  recorder: Recorder,
  { witnessed, villageBook, ownNumber }: { witnessed: number; villageBook: boolean; ownNumber: boolean },
): ConsentDoubt[] {
  const doubts: ConsentDoubt[] = [];
  if (recorder === 'proxy_at_desk') doubts.push('own_record');
  if (witnessed >= SAME_WITNESS) doubts.push('same_witness');
  if (villageBook) doubts.push('village_book');
  if (ownNumber) doubts.push('own_number');
  return doubts;
}
