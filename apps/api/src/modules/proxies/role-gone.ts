import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { type MembershipRecord, rolesOf } from '../identity/public.ts';
import type { GrantRecord } from './model.ts';
import { openGrantsByRole } from './repository.ts';
import { closing } from './write.ts';

/** Whether an account has the role in a region by which somebody of this relation acts. */
export const actsByRole = async (
  deps: Deps,
  accountId: Types.ObjectId,
  relation: GrantRecord['relation'],
  regionId: Types.ObjectId,
): Promise<boolean> =>
  (await rolesOf(deps, accountId.toHexString())).some(
    (role) =>
      role.role === (relation === 'broker' ? 'broker' : 'operator') &&
      'regionId' in role &&
      role.regionId === regionId.toHexString(),
  );

/** Who is no organiser, or no broker, any more acts for nobody as one; in the transaction that takes the role. */
export async function endGrantsByRole(
  deps: Deps,
  { role, accountId, regionId }: Pick<MembershipRecord, 'role' | 'accountId' | 'regionId'>,
): Promise<void> {
  const relation = role === 'operator' ? 'organiser' : role === 'broker' ? 'broker' : null;
  if (!relation || !regionId) return;
  const actId = new Types.ObjectId();
  for (const grant of await openGrantsByRole(deps, accountId, relation, regionId))
    await closing(deps, grant, { by: 'role', accountId: null, actId });
}
