import type { Deps } from '../../../deps.ts';
import type { PersonMover } from '../../people/public.ts';

/**
 * How notices, and browsers that are told, follow when two records of one person become one. What the other was told
 * already stays behind; how they want to be told goes with who signs in, who says it anew.
 */
export const noticeMover = (deps: Pick<Deps, 'models'>): PersonMover => ({
  move: async (from, to) => {
    const { notices, pushSubscriptions } = deps.models;
    const told = await notices.distinct('key', { personId: to });
    const found = await notices.find({ personId: from, key: { $nin: told } }, { _id: 1 }).lean();
    const ids = found.map(({ _id }) => _id);
    await notices.updateMany({ _id: { $in: ids } }, { $set: { personId: to } });
    await pushSubscriptions.updateMany({ personId: from }, { $set: { personId: to } });
    return ids.map(String);
  },
  putBack: async (ids, from, to) =>
    (await deps.models.notices.updateMany({ _id: { $in: ids }, personId: from }, { $set: { personId: to } }))
      .modifiedCount,
});
