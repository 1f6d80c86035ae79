import { nameKey } from '@linggong/contracts/normal.ts';
import type { KnownPerson, NewPerson, Registered } from '@linggong/contracts/people.ts';
import { roleOver } from '@linggong/rules/authority.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { retryingDuplicates } from '../../platform/database.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { countInTransaction } from '../caps/public.ts';
import { addWithoutAccount, officeOf, personById, requireMay } from '../identity/public.ts';
import { type RegionRecord, regionById } from '../regions/public.ts';
import { tellPerson } from './events.ts';
import { type SeenIdNumber, seeIdNumber } from './id-number.ts';
import { villageOf } from './labels.ts';
import type { EntryRecord } from './model.ts';
import { byDesk, noteAct } from './note.ts';
import { phoneSaidBy } from './phone-said.ts';
import { addEntry, entryByIdHash, nextOrdinal } from './repository/entries.ts';
import { bornOf, homeOf, numbersOf, sexOf } from './said.ts';
import { spotDoubles } from './spot-doubles.ts';
import { toRegistered } from './views.ts';

/** The record that is there, as far as a desk may see it: of another's, where to ask. */
async function knownAs(deps: Deps, viewer: Viewer, entry: EntryRecord): Promise<KnownPerson> {
  const region = await regionById(deps, entry.regionId);
  const office = region ? officeOf(region) : '';
  if (!roleOver(viewer, entry.deskPath)) return { id: null, label: '', office };
  const person = await personById(deps, entry._id);
  const label = `${person?.name ?? ''}（${villageOf(region)}）`;
  return { id: entry._id.toHexString(), label, office };
}

/**
 * Throws `people.known` where the identity number is in the register, but for `but`. That it was entered is noted in that
 * person's trail: nobody tries numbers unseen.
 */
export async function requireUnknown(
  deps: Deps,
  viewer: Viewer,
  seen: SeenIdNumber | null,
  but?: Types.ObjectId,
): Promise<void> {
  if (seen?.idHash === undefined) return;
  const known = await entryByIdHash(deps, seen.idHash);
  if (!known || (but && known._id.equals(but))) return;
  const own = roleOver(viewer, known.deskPath);
  const by = own ? byDesk(viewer, known.deskPath) : byAnyDesk(viewer);
  await noteAct(deps, { personId: known._id, by, kind: 'id_met' });
  throw problem('people.known', { known: await knownAs(deps, viewer, known) });
}

const byAnyDesk = ({ accountId, roles }: Viewer) => {
  const desk = roles.find(({ role }) => role === 'operator');
  return { accountId, as: 'desk' as const, office: desk?.role === 'operator' ? desk.office : '' };
};

type Wanted = { input: NewPerson; region: RegionRecord; seen: SeenIdNumber | null };

async function make(deps: Deps, viewer: Viewer, { input, region, seen }: Wanted): Promise<EntryRecord> {
  const { phone, callees } = numbersOf(deps, input);
  const now = deps.clock();
  await countInTransaction(deps, { cap: 'registrations', by: viewer.accountId });
  const person = await addWithoutAccount(deps, {
    name: input.name,
    phone,
    ...bornOf(deps, input, seen),
    plateauResident: input.plateauResident,
    regionId: region._id,
    createdAt: now,
  });
  const key = nameKey(input.name);
  const by = byDesk(viewer, region.path);
  const entry: EntryRecord = {
    _id: person._id,
    nameKey: key,
    nameBo: input.nameBo,
    nameBoKey: nameKey(input.nameBo),
    ordinal: await nextOrdinal(deps, key, region._id),
    sex: sexOf(input.sex, seen),
    regionId: region._id,
    deskPath: region.path,
    ...(seen?.idHash === undefined ? {} : { idHash: seen.idHash }),
    idLastFour: seen?.idLastFour ?? null,
    ...(phone ? phoneSaidBy(deps, { by, changed: false }) : {}),
    skills: input.skills,
    callees,
    worksAway: input.worksAway,
    busy: input.busy,
    registeredBy: { accountId: new Types.ObjectId(viewer.accountId), office: by.office ?? '' },
    registeredAt: now,
    revision: 0,
    mergedInto: null,
  };
  await addEntry(deps, entry);
  await spotDoubles(deps, [{ entry, person }]);
  if (phone) await deps.hooks.people.numbersSaid([entry._id]);
  await noteAct(deps, { personId: entry._id, by, kind: 'registered' });
  await tellPerson(deps, entry);
  return entry;
}

/**
 * Counts an identity number that an operator types to have it looked for, whatever comes of it: who tries one after the
 * other learns who is in the register. Throws `cap.reached`.
 */
export async function countIdNumber(
  deps: Deps,
  { accountId: by }: Viewer,
  seen: SeenIdNumber | null,
): Promise<void> {
  if (seen?.idHash !== undefined)
    await deps.transaction(() => countInTransaction(deps, { cap: 'id_numbers', by }));
}

/**
 * A desk registers somebody of its region, who needs neither account nor phone. Of two desks that register the same
 * identity number at the same moment one makes the record, the other is told which it is. Throws `people.known`,
 * `people.id_number`, `region.not_found`, `auth.phone_invalid`, `cap.reached`.
 */
export async function registerPerson(
  deps: Deps,
  viewer: Viewer | null,
  input: NewPerson,
): Promise<Registered> {
  requireMay(viewer, 'people.list');
  const region = await homeOf(deps, input.regionId);
  requireMay(viewer, 'people.register', { deskPath: region.path });
  const seen = seeIdNumber(deps, input.idNumber);
  await countIdNumber(deps, viewer, seen);
  const entry = await retryingDuplicates(async () => {
    // Also who lost the race: the other's record is there then.
    await requireUnknown(deps, viewer, seen);
    return deps.transaction(() => make(deps, viewer, { input, region, seen }));
  });
  const registered = await toRegistered(deps, entry);
  if (!registered) throw problem('person.not_found');
  return registered;
}
