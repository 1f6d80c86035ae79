import type { Act, Trail, zTrailQuery } from '@linggong/contracts/people.ts';
import { Types } from 'mongoose';
import type * as z from 'zod';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { afterPlace, pageOf, placeOf } from '../../platform/paging.ts';
import { personsOfAccounts, requireMay } from '../identity/public.ts';
import type { ActRecord } from './model.ts';
import { byDesk, noteLook } from './note.ts';
import { entryFor } from './read.ts';
import { actsOf } from './repository/acts.ts';
import { mergedWith } from './repository/entries.ts';

const PAGE = 50;
type Query = z.output<typeof zTrailQuery>;

async function toActs(deps: Deps, acts: readonly ActRecord[]): Promise<Act[]> {
  const people = await personsOfAccounts(
    deps,
    acts.flatMap(({ by }) => by.accountId ?? []),
  );
  const names = new Map(people.map(({ accountId, name }) => [String(accountId), name]));
  return acts.map(({ _id, kind, at, by, about }) => ({
    id: _id.toHexString(),
    kind,
    at: at.toISOString(),
    by: { as: by.as, name: names.get(String(by.accountId)) ?? '', office: by.office },
    about: {
      gig: about.gig,
      bookingId: about.bookingId?.toHexString() ?? null,
      grantId: about.grantId?.toHexString() ?? null,
      fields: about.fields,
      ...(about.reason === undefined ? {} : { reason: about.reason }),
    },
  }));
}

/** The acts of a person, and of the records that were put together with theirs. */
async function trailOf(deps: Deps, personId: Types.ObjectId, { cursor }: Query): Promise<Trail> {
  const all = [personId];
  for (const id of all) all.push(...(await mergedWith(deps, id)));
  const after = afterPlace('at', placeOf(cursor));
  const found = await actsOf(deps, all, { after, most: PAGE + 1 });
  const { page, nextCursor } = pageOf(found, PAGE, 'at');
  return { items: await toActs(deps, page), nextCursor };
}

/** What was done in a person's name, for the desks in charge; that they looked is noted too. */
export async function readTrail(deps: Deps, viewer: Viewer | null, id: string, query: Query): Promise<Trail> {
  const entry = await entryFor(deps, viewer, 'trail.read', id);
  await noteLook(deps, entry._id, byDesk(viewer!, entry.deskPath));
  return trailOf(deps, entry._id, query);
}

/** All that others did in the viewer's name, and who looked at their record; the latest first. */
export async function readOwnTrail(deps: Deps, viewer: Viewer | null, query: Query): Promise<Trail> {
  requireMay(viewer, 'trail.read_own');
  return trailOf(deps, new Types.ObjectId(viewer.personId), query);
}
