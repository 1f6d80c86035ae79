import { grantState } from '@linggong/rules/grant.ts';
import type { Deps } from '../../deps.ts';
import { eventKind } from '../../platform/events/kind.ts';
import { deskRooms, personRoom } from '../identity/public.ts';
import type { GrantRecord } from './model.ts';

type Concerned = Pick<GrantRecord, 'personId' | 'proxyId' | 'deskPath'>;

/** The person, who acts for them, and the desks in charge. */
export const grantChanged = eventKind('grant.changed.v1', (grant: Concerned) => [
  personRoom(grant),
  personRoom({ personId: grant.proxyId }),
  ...deskRooms(grant),
]);

export const tellGrant = (deps: Deps, grant: GrantRecord) =>
  grantChanged.tell(
    deps,
    { grantId: grant._id.toHexString(), state: grantState(grant, deps.clock()) },
    grant,
  );
