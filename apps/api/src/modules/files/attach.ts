import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { problem } from '../../platform/problem.ts';
import { markGone, markKept } from './repository.ts';

type Owned = { kind: string; ownerId: Types.ObjectId };

/**
 * Gives a file that this account put to a record of the feature whose kind it is, in the caller's transaction: what is
 * not committed leaves it loose. Throws `file.not_found` where it is none, was given away already, or somebody else put
 * it.
 */
export async function attachFile(
  deps: Pick<Deps, 'models'>,
  { fileId, byAccountId, ...owned }: Owned & { fileId: string; byAccountId: string },
): Promise<void> {
  const by = new Types.ObjectId(byAccountId);
  const found = await markKept(deps, { ...owned, _id: new Types.ObjectId(fileId), byAccountId: by });
  if (!found) throw problem('file.not_found');
}

/** In the transaction that removes their owner: nobody sees them from then on, and their bytes are removed soon after. */
export async function releaseFiles(deps: Pick<Deps, 'models'>, owned: Owned): Promise<void> {
  await markGone(deps, owned);
}
