import type { Double, Doubles } from '@linggong/contracts/people.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { byId } from '../../platform/database.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import {
  maskPhone,
  type PersonRecord,
  personsByIds,
  personsByPhone,
  regionIdsOf,
  requireMay,
} from '../identity/public.ts';
import { placeNames, regionById, regionsByIds } from '../regions/public.ts';
import { labelsOf } from './labels.ts';
import type { DoubleRecord, EntryRecord } from './model.ts';
import { byDesk, noteAct } from './note.ts';
import { addDouble, doubleById, openDoubles, sameNameAndPlace, settleDouble } from './repository/doubles.ts';
import { entriesByIds } from './repository/entries.ts';
import { accountsOf } from './views.ts';

const LISTED = 100;
/** An age that is told is out by as much. */
const YEARS_APART = 2;

type Born = Pick<PersonRecord, 'birthDate' | 'birthYear'>;
const yearOf = ({ birthDate, birthYear }: Born) =>
  birthDate ? Number(birthDate.slice(0, 4)) : (birthYear ?? null);

/** Whether two may have been born on one day, by what is known of both. */
function bornAlike(a: Born, b: Born): boolean {
  if (a.birthDate && b.birthDate) return a.birthDate === b.birthDate;
  const [one, other] = [yearOf(a), yearOf(b)];
  return one !== null && other !== null && Math.abs(one - other) <= YEARS_APART;
}

/** The id of what is asked of two. */
export const doubleId = (a: Types.ObjectId, b: Types.ObjectId): string =>
  [a.toHexString(), b.toHexString()].sort().join(':');

/** Where both of two lie: the regions that are in charge of one and of the other. */
const ofBoth = (a: readonly Types.ObjectId[], b: readonly Types.ObjectId[]) =>
  a.filter((id) => b.some((other) => other.equals(id)));

async function pathOf(deps: Deps, person: PersonRecord): Promise<readonly Types.ObjectId[]> {
  return (person.regionId && (await regionById(deps, person.regionId)))?.path ?? [];
}

/**
 * Notes who looks like this person: by an own number that is the same, or name, birth and village. In the transaction
 * that registers or changes them.
 */
export async function spotDoubles(deps: Deps, entry: EntryRecord, person: PersonRecord): Promise<void> {
  const why = new Map<string, { other: PersonRecord; why: DoubleRecord['why'] }>();
  for (const other of person.phone ? await personsByPhone(deps, person.phone) : [])
    if (!other._id.equals(person._id)) why.set(String(other._id), { other, why: ['phone'] });
  const same = await sameNameAndPlace(deps, entry);
  const people = await personsByIds(
    deps,
    same.map(({ _id }) => _id),
  );
  for (const other of people) {
    if (!bornAlike(person, other)) continue;
    const known = why.get(String(other._id));
    why.set(String(other._id), { other, why: [...(known?.why ?? []), 'name_birth'] });
  }
  for (const { other, why: because } of why.values())
    await addDouble(deps, {
      _id: doubleId(person._id, other._id),
      personIds: [person._id, other._id],
      why: because,
      deskPath: ofBoth(entry.deskPath, await pathOf(deps, other)),
      settled: null,
      at: deps.clock(),
    });
}

async function describe(deps: Deps, doubles: readonly DoubleRecord[]): Promise<Double[]> {
  const ids = doubles.flatMap(({ personIds }) => personIds);
  const people = await personsByIds(deps, ids);
  const [personOf, entryOf] = [byId(people), byId(await entriesByIds(deps, ids))];
  const labels = await labelsOf(deps, people);
  const account = await accountsOf(deps, people);
  const regions = await regionsByIds(
    deps,
    people.flatMap(({ regionId }) => regionId ?? []),
  );
  const side = (_id: Types.ObjectId): Double['sides'][0] | null => {
    const id = _id.toHexString();
    const [person, entry] = [personOf.get(id), entryOf.get(id)];
    const region = regions.get(String(person?.regionId));
    if (!person || person.closedAt || person.mergedInto) return null;
    return {
      id,
      label: labels.get(id) ?? person.name,
      nameBo: entry?.nameBo ?? '',
      birthDate: person.birthDate,
      birthYear: person.birthYear ?? null,
      regionNames: region ? placeNames(region) : [],
      idLastFour: entry?.idLastFour ?? null,
      phoneMasked: person.phone ? maskPhone(person.phone) : '',
      account: account(person),
      registeredAt: entry?.registeredAt.toISOString() ?? null,
    };
  };
  return doubles.flatMap(({ _id, why, personIds }) => {
    const [a, b] = personIds.map(side);
    return a && b ? [{ id: _id, why, sides: [a, b] }] : [];
  });
}

/** For operators: who may be in the register twice, of whom they are in charge of both. */
export async function listDoubles(deps: Deps, viewer: Viewer | null): Promise<Doubles> {
  requireMay(viewer, 'people.list');
  return { items: await describe(deps, await openDoubles(deps, regionIdsOf(viewer), LISTED)) };
}

/** Two are two people: it is remembered, and not asked again. Throws `person.not_found` for others' desks. */
export async function sayNotSame(deps: Deps, viewer: Viewer | null, id: string): Promise<void> {
  requireMay(viewer, 'people.list');
  await deps.transaction(async () => {
    const double = await doubleById(deps, id);
    if (!double) throw problem('person.not_found');
    requireMay(viewer, 'people.change', double);
    if (double.settled) return;
    await settleDouble(deps, id, 'not_same');
    for (const personId of double.personIds)
      await noteAct(deps, { personId, by: byDesk(viewer, double.deskPath), kind: 'not_same' });
  });
}
