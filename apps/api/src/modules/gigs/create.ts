import type { ManagedGig } from '@linggong/contracts/gig.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { retryingDuplicates } from '../../platform/database.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { counting } from '../caps/public.ts';
import { employerOf } from '../employers/public.ts';
import { flagsOf } from '../flags/public.ts';
import { requireMay } from '../identity/public.ts';
import { gigFor } from './access.ts';
import { type Around, workplaceRegion } from './check.ts';
import { columnsOf } from './columns.ts';
import { bytesOf, capOf, requireRoomForDraft } from './drafts-held.ts';
import { NO_HISTORY } from './managed.ts';
import type { GigRecord } from './model.ts';
import { nextNumber } from './number.ts';
import { deskPathOf } from './publish.ts';
import { draftsHeld } from './repository/of-employers.ts';
import { deleteUnsent, insertGigs } from './repository/save.ts';
import { toManaged } from './views.ts';

/**
 * A new gig as a draft, not yet saved. `from` says that it is forwarded, and whose operators brought it in.
 * Imports make theirs with this too.
 */
export function newGig(
  options: {
    number: string;
    posting: Posting;
    from?: { importId: Types.ObjectId; deskPath: Types.ObjectId[] };
  },
  around: Around,
  now: Date,
): GigRecord {
  const { number, posting, from } = options;
  const source = posting.source && {
    name: posting.source.name,
    externalId: posting.source.externalId,
    officeId: from?.deskPath.at(-1) ?? null,
  };
  const columns = columnsOf(posting, { region: around.region });
  return {
    _id: new Types.ObjectId(),
    number,
    employerId: around.employer._id,
    state: 'draft',
    revision: 0,
    version: 0,
    ...columns,
    deskPath: deskPathOf({ source, deskPath: from?.deskPath ?? [] }, around.employer, around.region),
    flags: flagsOf(columns.posting, around, now),
    risk: 0,
    submittedAt: null,
    dueAt: null,
    publishedAt: null,
    expiryTold: false,
    terms: [],
    source,
    importId: from?.importId ?? null,
    claim: null,
    createdAt: now,
    updatedAt: now,
  };
}

async function insertDraft(
  deps: Deps,
  employerId: { toString(): string },
  posting: Posting,
): Promise<ManagedGig> {
  // One after the other for each employer, so that each sees what the one before has kept.
  return deps.locks(`drafts:${employerId.toString()}`, async () => {
    const [employer, region, held] = await Promise.all([
      employerOf(deps, employerId),
      workplaceRegion(deps, posting),
      draftsHeld(deps, employerId),
    ]);
    const around = { employer, region };
    requireRoomForDraft(deps, employer, { number: held.number + 1, bytes: held.bytes });
    const gig = await counting(deps, [{ cap: capOf(deps, 'drafts', employer), by: employer._id }], () =>
      retryingDuplicates(async () => {
        const draft = newGig({ number: await nextNumber(deps), posting }, around, deps.clock());
        requireRoomForDraft(deps, employer, { ...held, bytes: held.bytes + bytesOf(draft) });
        await insertGigs(deps, [draft]);
        return draft;
      }),
    );
    return toManaged(gig, { ...around, ...NO_HISTORY }, deps.clock());
  });
}

/** A draft for an employer, kept as it is typed. */
export async function createGig(
  deps: Deps,
  viewer: Viewer | null,
  given: { employerId: string; posting: Posting },
): Promise<ManagedGig> {
  requireMay(viewer, 'gig.post', given);
  return insertDraft(deps, given.employerId, { ...given.posting, source: null });
}

/** A new draft from a past gig: all but its times, its end and where it came from. */
export async function copyGig(deps: Deps, viewer: Viewer | null, id: string): Promise<ManagedGig> {
  const { posting, employerId } = await gigFor(deps, viewer, 'gig.copy', id);
  const shifts = posting.shifts.map(({ headcount }) => ({ startsAt: null, endsAt: null, headcount }));
  return insertDraft(deps, employerId, { ...posting, shifts, validUntil: null, source: null });
}

/** Deletes a draft for good; anything that was once sent in is kept. */
export async function deleteDraft(deps: Deps, viewer: Viewer | null, id: string): Promise<void> {
  const gig = await gigFor(deps, viewer, 'gig.delete', id);
  if (!(await deleteUnsent(deps, gig._id))) throw problem('gig.wrong_state');
}
