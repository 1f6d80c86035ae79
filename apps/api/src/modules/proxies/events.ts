import type { EventPayload } from '@linggong/contracts/events.ts';
import { grantState } from '@linggong/rules/grant.ts';
import type { Deps } from '../../deps.ts';
import { eventKind } from '../../platform/events/kind.ts';
import { deskRooms, personRoom } from '../identity/public.ts';
import { regionsByIds } from '../regions/public.ts';
import { isCounty } from './county.ts';
import type { AlarmRecord, GrantRecord } from './model.ts';

type Concerned = Pick<GrantRecord, 'personId' | 'proxyId' | 'deskPath'>;

/** The person, who acts for them, and the desks in charge. */
export const grantChanged = eventKind('grant.changed.v1', (grant: Concerned) => [
  personRoom(grant),
  personRoom({ personId: grant.proxyId }),
  ...deskRooms(grant),
]);

type What = EventPayload<'grant.changed.v1'>['what'];

/** In the transaction of what was done with it. */
export const tellGrant = (deps: Deps, grant: GrantRecord, what: What) =>
  grantChanged.tell(
    deps,
    { grantId: grant._id.toHexString(), state: grantState(grant, deps.clock()), what },
    grant,
  );

/** The desks in charge of a county or more. */
export const alarmChanged = eventKind('alarm.changed.v1', deskRooms);

export async function tellAlarm(
  deps: Deps,
  { _id, deskPath, aside }: Pick<AlarmRecord, '_id' | 'deskPath' | 'aside'>,
): Promise<void> {
  const regions = await regionsByIds(deps, deskPath);
  const county = deskPath.filter((id) => isCounty(regions.get(String(id))?.level));
  await alarmChanged.tell(deps, { alarmId: _id.toHexString(), aside: aside !== null }, { deskPath: county });
}
