import { type GigAction, movesTo } from '@linggong/rules/gig-moves.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../platform/problem.ts';
import { tellClosed } from './events.ts';
import type { GigRecord } from './model.ts';
import { saveGig } from './repository/save.ts';

/**
 * Saves a gig in the state to which an action leads it by `MOVES`, and tells everybody where it was public and no longer
 * is. Throws `gig.wrong_state` where the action doesn't lead there, else as `saveGig`.
 */
export async function moveGig(
  deps: Deps,
  gig: GigRecord,
  action: GigAction,
  change: Partial<GigRecord> & Pick<GigRecord, 'state'>,
): Promise<GigRecord> {
  if (!movesTo(gig.state, action).includes(change.state)) throw problem('gig.wrong_state');
  const saved = await saveGig(deps, gig, change);
  if (gig.state === 'published' && saved.state !== 'published') await tellClosed(deps, saved);
  return saved;
}
