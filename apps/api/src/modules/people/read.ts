import { nameKey } from '@linggong/contracts/normal.ts';
import type { People, Registered, zPeopleQuery } from '@linggong/contracts/people.ts';
import type { Types } from 'mongoose';
import type * as z from 'zod';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { afterPlace, pageOf, placeOf } from '../../platform/paging.ts';
import { problem } from '../../platform/problem.ts';
import { regionIdsOf, requireMay } from '../identity/public.ts';
import type { EntryRecord } from './model.ts';
import { byDesk, noteLook } from './note.ts';
import { entryById, findEntries } from './repository/entries.ts';
import { toRegistered, toRows } from './views.ts';

const PAGE = 50;

/** The entry that counts for a person: of one that was put together with another that other's. Null: none. */
export async function livingEntry(deps: Deps, id: string | Types.ObjectId): Promise<EntryRecord | null> {
  let entry = await entryById(deps, id);
  while (entry?.mergedInto) entry = await entryById(deps, entry.mergedInto);
  return entry;
}

/**
 * The entry of a person who is in the register, for an operator in charge of them; of one that was put together with
 * another that other's. Throws `person.not_found` for anybody else's desk.
 */
export async function entryFor(
  deps: Deps,
  viewer: Viewer | null,
  action: 'people.read' | 'people.change' | 'people.issue_claim' | 'people.deregister' | 'trail.read',
  id: string,
): Promise<EntryRecord> {
  requireMay(viewer, 'people.list');
  const entry = await livingEntry(deps, id);
  if (!entry) throw problem('person.not_found');
  requireMay(viewer, action, entry);
  return entry;
}

/** For operators: who is in the register of their regions, by name in either script, the last registered first. */
export async function listPeople(
  deps: Deps,
  viewer: Viewer | null,
  { q = '', region, cursor }: z.output<typeof zPeopleQuery>,
): Promise<People> {
  requireMay(viewer, 'people.list');
  const search = { deskIds: regionIdsOf(viewer), regionId: region ?? null, key: nameKey(q) };
  const after = afterPlace('registeredAt', placeOf(cursor));
  const found = await findEntries(deps, search, { after, most: PAGE + 1 });
  const { page, nextCursor } = pageOf(found, PAGE, 'registeredAt');
  return { items: await toRows(deps, page), nextCursor };
}

/** A record for the desks in charge. That it was looked at is noted, once an hour for each who looks. */
export async function readPerson(deps: Deps, viewer: Viewer | null, id: string): Promise<Registered> {
  const entry = await entryFor(deps, viewer, 'people.read', id);
  const registered = await toRegistered(deps, entry);
  if (!registered) throw problem('person.not_found');
  await noteLook(deps, entry._id, byDesk(viewer!, entry.deskPath));
  return registered;
}
