import { nameKey } from '@linggong/contracts/normal.ts';
import type { RecordChange, Registered } from '@linggong/contracts/people.ts';
import type { Deps } from '../../deps.ts';
import { retryingDuplicates } from '../../platform/database.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { changePersonRecord, type PersonRecord, personById } from '../identity/public.ts';
import { regionById } from '../regions/public.ts';
import { tellPerson } from './events.ts';
import { type SeenIdNumber, seeIdNumber } from './id-number.ts';
import type { EntryRecord } from './model.ts';
import { byDesk, noteAct } from './note.ts';
import { phoneSaidBy } from './phone-said.ts';
import { entryFor } from './read.ts';
import { countIdNumber, requireUnknown } from './register.ts';
import { changeEntry, entryById, nextOrdinal } from './repository/entries.ts';
import { bornOf, fieldsOf, homeOf, numbersOf, sexOf } from './said.ts';
import { spotDoubles } from './spot-doubles.ts';
import { toRegistered } from './views.ts';

/** What of a change is the core record's; throws as `said.ts` does. */
async function ofPerson(deps: Deps, person: PersonRecord, change: RecordChange, seen: SeenIdNumber | null) {
  const { name, phone, birthDate, age, regionId, plateauResident } = change;
  const bornAnew = seen !== null || birthDate !== undefined || age !== undefined;
  const born = bornAnew ? bornOf(deps, { birthDate: birthDate ?? null, age: age ?? null }, seen) : undefined;
  // An account's number is its owner's to change: they sign in with it.
  if (phone !== undefined && person.accountId) throw problem('auth.forbidden');
  return {
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { phone: numbersOf(deps, { phone, callees: [] }).phone }),
    ...born,
    ...(regionId === undefined ? {} : { regionId: (await homeOf(deps, regionId))._id.toHexString() }),
    ...(plateauResident === undefined ? {} : { plateauResident }),
  };
}

/** A form sends the number that is there too: that says nothing new of it. */
const isOtherNumber = ({ phone }: { phone?: string | null }, person: PersonRecord): boolean =>
  phone != null && phone !== person.phone;

/** What of a change is the register's own; what follows the core record comes by `followRecord`. */
function ofEntry(deps: Deps, change: RecordChange, seen: SeenIdNumber | null): Partial<EntryRecord> {
  const { nameBo, sex, skills, callees, worksAway, busy } = change;
  return {
    ...(nameBo === undefined ? {} : { nameBo, nameBoKey: nameKey(nameBo) }),
    ...(sex === undefined && !seen ? {} : { sex: sexOf(sex ?? null, seen) }),
    ...(seen?.idHash === undefined ? {} : { idHash: seen.idHash }),
    ...(seen ? { idLastFour: seen.idLastFour } : {}),
    ...(skills === undefined ? {} : { skills }),
    ...(callees === undefined ? {} : { callees: numbersOf(deps, { phone: null, callees }).callees }),
    ...(worksAway === undefined ? {} : { worksAway }),
    ...(busy === undefined ? {} : { busy }),
  };
}

/**
 * An operator in charge says something otherwise in a record. Throws `people.changed_meanwhile` where it is no longer the
 * one that they saw, and as `registerPerson` does.
 */
export async function changeRecord(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  change: RecordChange,
): Promise<Registered> {
  const before = await entryFor(deps, viewer, 'people.change', id);
  const seen = seeIdNumber(deps, change.idNumber ?? '');
  await countIdNumber(deps, viewer!, seen);
  const entry = await retryingDuplicates(async () => {
    await requireUnknown(deps, viewer!, seen, before._id);
    return deps.transaction(async () => {
      const person = await personById(deps, before._id);
      if (!person) throw problem('person.not_found');
      const core = await ofPerson(deps, person, change, seen);
      const by = byDesk(viewer!, before.deskPath);
      const changed = await changeEntry(deps, before._id, change.revision, {
        ...ofEntry(deps, change, seen),
        ...(isOtherNumber(core, person) ? phoneSaidBy(deps, { by, changed: true }) : {}),
      });
      if (!changed) throw problem('people.changed_meanwhile');
      if (Object.keys(core).length > 0)
        await changePersonRecord(deps, before._id.toHexString(), core, 'desk');
      if (core.phone) await deps.hooks.people.numbersSaid([before._id]);
      await noteAct(deps, { personId: before._id, by, kind: 'changed', about: { fields: fieldsOf(change) } });
      const entry = (await entryById(deps, before._id))!;
      await spotDoubles(deps, [{ entry, person: (await personById(deps, before._id))! }]);
      await tellPerson(deps, entry);
      return entry;
    });
  });
  const registered = await toRegistered(deps, entry);
  if (!registered) throw problem('person.not_found');
  return registered;
}

/**
 * Brings the entry of a person whose record has changed, by whomever, level with it: a name or a place that is another
 * now has another ordinal, a place other desks. In the transaction of the change.
 */
export async function followRecord(deps: Deps, person: PersonRecord): Promise<void> {
  const entry = await entryById(deps, person._id);
  if (!entry || entry.mergedInto) return;
  const region = person.regionId && (await regionById(deps, person.regionId));
  const key = nameKey(person.name);
  const place = region ?? { _id: entry.regionId, path: entry.deskPath };
  if (key === entry.nameKey && entry.regionId.equals(place._id)) return;
  await changeEntry(deps, entry._id, entry.revision, {
    nameKey: key,
    regionId: place._id,
    deskPath: place.path,
    ordinal: await nextOrdinal(deps, key, place._id),
  });
}
