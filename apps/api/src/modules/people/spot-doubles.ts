import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { type PersonRecord, personsByIds, personsByPhones } from '../identity/public.ts';
import { regionsByIds } from '../regions/public.ts';
import { bornAlike } from './alike.ts';
import { desksOf, ofBoth } from './desks.ts';
import type { DoubleRecord, EntryRecord } from './model.ts';
import { addDoubles, openDoublesOf, putDoublePath, sameNamesAndPlaces } from './repository/doubles.ts';

/** More than these of whom one looks like are no question for anybody: the phone of many records is told as an alarm. */
const ALIKE_MOST = 20;

/** The id of what is asked of two. */
export const doubleId = (a: Types.ObjectId, b: Types.ObjectId): string =>
  [a.toHexString(), b.toHexString()].sort().join(':');

const placeOf = ({ nameKey, regionId }: Pick<EntryRecord, 'nameKey' | 'regionId'>) =>
  `${regionId}:${nameKey}`;

/**
 * Notes who looks like these people: by an own number that is the same, or name, birth and village. In the transaction
 * that registers or changes them.
 */
export async function spotDoubles(
  deps: Deps,
  all: readonly { entry: EntryRecord; person: PersonRecord }[],
): Promise<void> {
  const phones = [...new Set(all.flatMap(({ person }) => person.phone ?? []))];
  const byPhone = Map.groupBy(
    phones.length > 0 ? await personsByPhones(deps, phones) : [],
    ({ phone }) => phone,
  );
  const namesakes = await sameNamesAndPlaces(
    deps,
    all.map(({ entry }) => entry),
  );
  const idsByPlace = new Map(
    [...Map.groupBy(namesakes, placeOf)].map(([place, entries]) => [
      place,
      new Set(entries.map(({ _id }) => _id.toHexString())),
    ]),
  );
  const people = await personsByIds(
    deps,
    namesakes.map(({ _id }) => _id),
  );
  const personOf = new Map(people.map((person) => [person._id.toHexString(), person]));
  const found = new Map<string, DoubleRecord>();
  for (const { entry, person } of all) {
    const why = new Map<PersonRecord, DoubleRecord['why']>();
    const others = person.phone ? (byPhone.get(person.phone) ?? []) : [];
    for (const other of others.slice(0, ALIKE_MOST)) why.set(other, ['phone']);
    for (const id of [...(idsByPlace.get(placeOf(entry)) ?? [])].slice(0, ALIKE_MOST + 1)) {
      const other = [...why.keys()].find(({ _id }) => _id.toHexString() === id) ?? personOf.get(id);
      if (other && bornAlike(person, other)) why.set(other, [...(why.get(other) ?? []), 'name_birth']);
    }
    const regions = await regionsByIds(
      deps,
      [...why.keys()].flatMap(({ regionId }) => regionId ?? []),
    );
    for (const [other, because] of why) {
      const _id = doubleId(person._id, other._id);
      if (other._id.equals(person._id) || found.has(_id)) continue;
      const path = regions.get(String(other.regionId))?.path ?? [];
      found.set(_id, {
        _id,
        personIds: [person._id, other._id],
        why: because,
        deskPath: ofBoth(entry.deskPath, path),
        settled: null,
        at: deps.clock(),
      });
    }
  }
  await addDoubles(deps, [...found.values()]);
}

/**
 * What is asked of somebody and another is a matter of the desks in charge of both: worked out anew where one of them is
 * elsewhere. In the transaction of the move.
 */
export async function followDoubles(deps: Deps, personId: Types.ObjectId): Promise<void> {
  const doubles = await openDoublesOf(deps, personId);
  if (doubles.length === 0) return;
  const desks = await desksOf(
    deps,
    doubles.flatMap(({ personIds }) => personIds),
  );
  for (const { _id, personIds, deskPath } of doubles) {
    const [a = [], b = []] = personIds.map((id) => desks.get(id.toHexString()));
    const path = ofBoth(a, b);
    if (path.join() !== deskPath.join()) await putDoublePath(deps, _id, path);
  }
}
