import type { EventPayload } from '@linggong/contracts/events.ts';
import { gigState } from '@linggong/rules/gig-state.ts';
import type { Deps } from '../../deps.ts';
import { employerWords, takenDownWords } from '../../messages/notices.ts';
import { decidedBy, type GigRecord } from '../gigs/public.ts';
import { memberPersons } from '../identity/public.ts';
import { sendersOf } from '../imports/public.ts';
import type { NoticeDraft } from './draft.ts';
import { datedShifts, gigsById, nextOf, toldOf } from './told.ts';

type Event<T extends 'gig.reviewed.v1' | 'gig.places.v1'> = {
  eventId: string;
  at: Date;
  payload: EventPayload<T>;
};
export type GigEvents = { reviewed: Event<'gig.reviewed.v1'>[]; places: Event<'gig.places.v1'>[] };

type GigKind = Extract<keyof typeof employerWords, `gig.${string}` | 'import.returned'>;
const DECIDED = {
  approve: { kind: 'gig.published', state: 'published' },
  return: { kind: 'gig.returned', state: 'returned' },
  refuse: { kind: 'gig.refused', state: 'refused' },
} as const;

/** Nobody but the rules looked at it: who posted it saw it become public. */
async function decidedByItself(deps: Deps, { at, payload }: Event<'gig.reviewed.v1'>): Promise<boolean> {
  return (await decidedBy(deps, payload.gigId, at)) === 'auto';
}

async function decidedByPeople(deps: Deps, reviewed: GigEvents['reviewed']): Promise<GigEvents['reviewed']> {
  const decided = reviewed.filter(({ payload }) => payload.decision !== null);
  const byItself = await Promise.all(decided.map((event) => decidedByItself(deps, event)));
  return decided.filter((_, i) => !byItself[i]);
}

/** What was public is not refused but taken down. */
const wordsOf = (kind: GigKind, gig: GigRecord) =>
  kind === 'gig.refused' && gig.version > 0 ? takenDownWords : employerWords[kind];

async function toMembers(
  deps: Deps,
  { kind, key, gig, members }: { kind: GigKind; key: string; gig: GigRecord; members: readonly string[] },
): Promise<NoticeDraft[]> {
  const next = nextOf(datedShifts(gig), deps.clock());
  const gigId = gig._id.toHexString();
  const draft = {
    ...wordsOf(kind, gig)(await toldOf(deps, gig, next)),
    key,
    kind,
    href:
      kind === 'import.returned'
        ? `/desk/imports/${String(gig.importId)}?only=returned`
        : `/employer/gigs/${gigId}`,
    gigId,
    pace: 'at_once',
    begins: next?.startsAt,
    notAfter: kind === 'gig.full' ? (gig.validUntil ?? undefined) : undefined,
  } as const;
  return members.map((personId) => ({ ...draft, personId }));
}

/** Notices to employers for what was decided about their gigs, and for those that are full, as they are now. */
export async function noticesOfGigs(deps: Deps, { reviewed, places }: GigEvents): Promise<NoticeDraft[]> {
  const decided = await decidedByPeople(deps, reviewed);
  const filled = places.filter(({ payload }) => payload.state === 'full');
  if (decided.length + filled.length === 0) return [];
  const gigs = await gigsById(
    deps,
    [...decided, ...filled].map(({ payload }) => payload.gigId),
  );
  const membersByEmployer = await memberPersons(
    deps,
    [...gigs.values()].map(({ employerId }) => employerId),
  );
  const membersOf = (gig: GigRecord) => membersByEmployer.get(String(gig.employerId)) ?? [];
  const drafts: NoticeDraft[] = [];
  for (const event of decided) {
    const { gigId, decision } = event.payload;
    const gig = gigs.get(gigId);
    const { kind, state } = DECIDED[decision!];
    if (!gig || gig.state !== state) continue;
    const members = membersOf(gig);
    if (kind === 'gig.returned' && members.length === 0 && gig.importId) {
      // Nobody signs in for its employer: whoever forwarded it has it corrected.
      const told = { kind: 'import.returned', key: `import.returned:${event.eventId}` } as const;
      drafts.push(...(await toMembers(deps, { ...told, gig, members: await sendersOf(deps, gig.importId) })));
      continue;
    }
    const key = `${kind}:${event.eventId}`;
    drafts.push(...(await toMembers(deps, { kind, key, gig, members })));
  }
  for (const { payload } of filled) {
    const gig = gigs.get(payload.gigId);
    // Who chooses knows when they have chosen the last one.
    if (!gig || gig.posting.bookingMode === 'choose' || gigState(gig, deps.clock()) !== 'full') continue;
    const key = `gig.full:${payload.gigId}:${gig.version}`;
    drafts.push(...(await toMembers(deps, { kind: 'gig.full', key, gig, members: membersOf(gig) })));
  }
  return drafts;
}
