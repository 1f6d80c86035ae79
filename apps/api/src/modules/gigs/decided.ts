import type { Deps } from '../../deps.ts';
import { tellEmployer } from './events.ts';
import type { DecisionRecord, GigRecord } from './model.ts';
import { recordDecision } from './repository/decisions.ts';

type Decided = Pick<
  DecisionRecord,
  'decision' | 'by' | 'accountId' | 'byName' | 'flags' | 'reason' | 'article'
>;

/** Keeps for good what was decided about a gig as it is now, and tells its employer; in the transaction of it. */
export async function keepDecision(deps: Deps, gig: GigRecord, decided: Decided): Promise<DecisionRecord> {
  const { decision, reason, article, by } = decided;
  const record = await recordDecision(deps, {
    ...decided,
    gigId: gig._id,
    at: deps.clock(),
    gigVersion: gig.version,
    posting: gig.posting,
  });
  await tellEmployer(deps, gig, { decision, reason, article, by });
  return record;
}
