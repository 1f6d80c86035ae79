import type { Deps } from '../../deps.ts';
import { eventKind } from '../../platform/events/kind.ts';
import { deskRooms, rooms } from '../identity/public.ts';
import type { EntryRecord } from './model.ts';

export const peopleChanged = eventKind('people.changed.v1', (of: Pick<EntryRecord, '_id' | 'deskPath'>) => [
  ...deskRooms(of),
  rooms.person(of._id.toHexString()),
]);

/** To the operators in charge and to the person: a record is there, or no longer as it was. */
export const tellPerson = (deps: Deps, entry: Pick<EntryRecord, '_id' | 'deskPath'>) =>
  peopleChanged.tell(deps, { personId: entry._id.toHexString() }, entry);

/** As `tellPerson`, of many at once. */
export const tellPersons = (deps: Deps, entries: readonly Pick<EntryRecord, '_id' | 'deskPath'>[]) =>
  peopleChanged.tellAll(
    deps,
    entries.map((entry) => ({ payload: { personId: entry._id.toHexString() }, of: entry })),
  );
