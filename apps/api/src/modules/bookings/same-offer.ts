import { isPublic } from '@linggong/rules/gig-moves.ts';
import { gigState } from '@linggong/rules/gig-state.ts';
import { offerDifferences } from '@linggong/rules/offer.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import { type GigRead, postingsAt } from '../gigs/public.ts';
import { changesInWords } from './terms.ts';

type Shown = { version: number; shiftIds: readonly string[] };

/**
 * What is taken is what was shown: throws `gig.terms_changed`, with each difference and the version that says it, where
 * a public gig has changed in anything that one decides by. Times of shifts that aren't wanted are no such thing.
 */
export async function requireSameOffer(deps: Deps, gig: GigRead, shown: Shown): Promise<void> {
  if (shown.version === gig.version || !isPublic(gigState(gig, deps.clock()))) return;
  if (shown.version > gig.version) {
    throw problem('request.invalid', {
      errors: [{ path: 'version', message: wordsOf('bookings').noSuchVersion }],
    });
  }
  const at = { gigId: gig._id, version: shown.version };
  const before = (await postingsAt(deps, new Map([[gig._id.toHexString(), gig]]), [at]))(at);
  // A version of before they were kept: what it said can't be told, so the person looks again.
  if (!before) throw problem('gig.terms_changed', { changes: [], version: gig.version });
  const wanted = (shiftId: string | null) =>
    shiftId === null || shown.shiftIds.length === 0 || shown.shiftIds.includes(shiftId);
  const differences = offerDifferences(before, gig.posting).filter(({ shiftId }) => wanted(shiftId));
  if (differences.length === 0) return;
  const changes = await changesInWords(deps, before, gig.posting, differences);
  throw problem('gig.terms_changed', { changes, version: gig.version });
}
