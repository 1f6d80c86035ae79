import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { openGrantsOf } from './repository.ts';
import { closing } from './write.ts';

/**
 * Who closes their account acts for nobody any more, and nobody for them; in the transaction that closes it. Those for
 * whom they acted see that it ended.
 */
export async function endGrantsOfClosed(deps: Deps, personId: Types.ObjectId): Promise<void> {
  for (const grant of await openGrantsOf(deps, personId)) {
    const by = grant.personId.equals(personId) ? 'person' : 'proxy';
    await closing(deps, grant, { by, accountId: null });
  }
}
