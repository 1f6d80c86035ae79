import type { Double, Doubles } from '@linggong/contracts/people.ts';
import { roleOver } from '@linggong/rules/authority.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { byId } from '../../platform/database.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { maskPhone, personsByIds, regionIdsOf, requireMay } from '../identity/public.ts';
import { placeNames, regionsByIds } from '../regions/public.ts';
import { desksOf } from './desks.ts';
import { labelsOf } from './labels.ts';
import type { DoubleRecord } from './model.ts';
import { byDesk, noteAct } from './note.ts';
import { doubleById, openDoubles, settleDouble } from './repository/doubles.ts';
import { entriesByIds } from './repository/entries.ts';
import { accountsOf } from './views.ts';

const LISTED = 100;
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
      sex: entry?.sex ?? null,
      idLastFour: entry?.idLastFour ?? null,
      skills: entry?.skills ?? '',
      callees: (entry?.callees ?? []).map(({ name, relation }) => `${name} ${relation}`.trim()),
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

/** Of whom the viewer is in charge of both, as they are now: what is kept with a double may be of before a move. */
async function ofOwn(deps: Deps, viewer: Viewer, doubles: readonly DoubleRecord[]): Promise<DoubleRecord[]> {
  const desks = await desksOf(
    deps,
    doubles.flatMap(({ personIds }) => personIds),
  );
  const isOwn = (id: Types.ObjectId) => roleOver(viewer, desks.get(id.toHexString())) !== undefined;
  return doubles.filter(({ personIds }) => personIds.every(isOwn));
}

/** For operators: who may be in the register twice, of whom they are in charge of both. */
export async function listDoubles(deps: Deps, viewer: Viewer | null): Promise<Doubles> {
  requireMay(viewer, 'people.list');
  const open = await openDoubles(deps, regionIdsOf(viewer), LISTED);
  return { items: await describe(deps, await ofOwn(deps, viewer, open)) };
}

/** Two are two people: it is remembered, and not asked again. Throws `person.not_found` unless in charge of both now. */
export async function sayNotSame(deps: Deps, viewer: Viewer | null, id: string): Promise<void> {
  requireMay(viewer, 'people.list');
  await deps.transaction(async () => {
    const double = await doubleById(deps, id);
    if (!double) throw problem('person.not_found');
    const desks = await desksOf(deps, double.personIds);
    const sides = double.personIds.map((personId) => ({
      personId,
      deskPath: desks.get(personId.toHexString()) ?? [],
    }));
    for (const { deskPath } of sides) requireMay(viewer, 'people.change', { deskPath });
    if (double.settled) return;
    await settleDouble(deps, id, 'not_same');
    for (const { personId, deskPath } of sides)
      await noteAct(deps, { personId, by: byDesk(viewer, deskPath), kind: 'not_same' });
  });
}
