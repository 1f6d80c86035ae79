import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { personById } from '../identity/public.ts';
import { noteAct } from '../people/public.ts';
import { regionById } from '../regions/public.ts';
import { tellGrant } from './events.ts';
import type { GrantRecord } from './model.ts';
import { openGrantsGivenBy, putDeskPath } from './repository.ts';
import { askForTurnNow, closing } from './write.ts';

/** By office one acts for who lives in one's region: of a broker or an organiser of elsewhere it is no longer so. */
const reaches = ({ roleRegionId }: GrantRecord, path: readonly Types.ObjectId[]): boolean =>
  roleRegionId === null || path.some((id) => id.equals(roleRegionId));

async function endFor(deps: Deps, grant: GrantRecord, actId: Types.ObjectId): Promise<void> {
  const ended = await closing(deps, grant, { by: 'moved', accountId: null, actId });
  if (!ended) return;
  await noteAct(deps, {
    personId: ended.personId,
    by: { accountId: null, as: 'system' },
    kind: 'grant_ended',
    about: { grantId: ended._id, fields: ended.scopes },
  });
  await askForTurnNow(deps, ended);
}

/** The regions in charge of where a person lives now, from the root down; null: it is not known. */
export async function homePath(
  deps: Deps,
  personId: Types.ObjectId,
): Promise<readonly Types.ObjectId[] | null> {
  const regionId = (await personById(deps, personId))?.regionId;
  return (regionId && (await regionById(deps, regionId))?.path) || null;
}

const samePath = (a: readonly Types.ObjectId[], b: readonly Types.ObjectId[]) =>
  a.length === b.length && a.every((id, i) => id.equals(b[i]!));

/**
 * What a person gave follows them to where they live now: the desks in charge are those of there; family acts on, as the
 * person agreed to them by name; who acts by an office does so no more where its region does not reach. In the
 * transaction in which they are elsewhere. `actId`: with whom else they moved. Gives what ended.
 */
export async function followHome(
  deps: Deps,
  personId: Types.ObjectId,
  actId = new Types.ObjectId(),
): Promise<Types.ObjectId[]> {
  const grants = await openGrantsGivenBy(deps, personId);
  if (grants.length === 0) return [];
  const path = await homePath(deps, personId);
  if (!path) return [];
  const ended: Types.ObjectId[] = [];
  for (const grant of grants) {
    if (!reaches(grant, path)) {
      await endFor(deps, grant, actId);
      ended.push(grant._id);
    } else if (!samePath(grant.deskPath, path)) {
      await putDeskPath(deps, grant._id, path);
      // Both desks see it go and come.
      const both = new Map([...grant.deskPath, ...path].map((id) => [id.toHexString(), id]));
      await tellGrant(deps, { ...grant, deskPath: [...both.values()] }, 'moved');
    }
  }
  return ended;
}
