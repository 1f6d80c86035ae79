import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { removeAllOf } from './repository/forget.ts';

/**
 * What the register knows of a person goes, in the transaction that closes the record; gives the other records that were
 * put together with it. What was done in their name stays in the trail, which holds no name of theirs.
 */
export const forgetEntry = (deps: Deps, personId: Types.ObjectId): Promise<Types.ObjectId[]> =>
  removeAllOf(deps, personId);
