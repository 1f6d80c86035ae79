import type { Deps } from '../../deps.ts';
import type { FollowerSpec } from '../../platform/events/follower.ts';
import { addNotices } from './write.ts';

/** Writes the notices that events call for, behind the writes that made them. */
export const noticesFollower = (deps: Deps): FollowerSpec => ({
  name: 'notices',
  async handle(events) {
    await addNotices(deps, await deps.notices.drafts(events));
  },
});
