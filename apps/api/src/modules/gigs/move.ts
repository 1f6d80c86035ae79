import { type GigAction, movesTo } from '@linggong/rules/gig-moves.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../platform/problem.ts';
import type { GigRecord } from './model.ts';
import { saveGig } from './repository/save.ts';

/**
 * Saves a gig in the state to which an action leads it by `MOVES`; throws `gig.wrong_state` where it doesn't, else as
 * `saveGig`.
 */
export async function moveGig(
  deps: Pick<Deps, 'models' | 'clock'>,
  gig: GigRecord,
  action: GigAction,
  change: Partial<GigRecord> & Pick<GigRecord, 'state'>,
): Promise<GigRecord> {
  if (!movesTo(gig.state, action).includes(change.state)) throw problem('gig.wrong_state');
  return saveGig(deps, gig, change);
}
