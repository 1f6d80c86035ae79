import { reportRank } from '@linggong/rules/report.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { changeReporter } from './repository/reports.ts';

const LOWER = reportRank('signed_in', 'other') - reportRank('comes', 'other');

/**
 * Whoever stepped back from a gig doesn't come to it: what they reported of it and nobody dealt with yet weighs as that
 * of anybody who is signed in. Within the transaction that ends the booking. One that the employer ends changes nothing,
 * so that nobody makes light of a report by sending away who made it.
 */
export async function comesNoMore(
  deps: Deps,
  { gigId, personId }: { gigId: Types.ObjectId; personId: Types.ObjectId },
): Promise<void> {
  await changeReporter(deps, { gigId, personId }, { from: 'comes', to: 'signed_in', rank: LOWER });
}
