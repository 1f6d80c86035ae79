import type { Alert } from '@linggong/contracts/alert.ts';
import type { Deps } from '../../deps.ts';
import { alertChanged } from './events.ts';
import type { AlertRecord } from './model.ts';
import { alertName } from './name.ts';

/** An alert as its owner sees it. */
export async function toAlert(deps: Deps, record: AlertRecord): Promise<Alert> {
  const { _id, filter, pace, paused, endsAt, createdAt } = record;
  return {
    id: _id.toHexString(),
    name: await alertName(deps, filter),
    filter,
    pace,
    paused,
    endsAt: endsAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}

/** To the owner's devices and to the matcher, in the transaction of the change; `null`: it is taken away. */
export const tellAlert = (deps: Deps, { _id, personId }: AlertRecord, alert: Alert | null) =>
  alertChanged.tell(deps, { alertId: _id.toHexString(), alert }, { personId });
