import type { Deps } from '../../deps.ts';
import type { JobSpec } from '../../platform/jobs/worker.ts';
import { tellBooking } from './events.ts';
import { type InTurn, inItsTurn } from './in-turn.ts';
import type { BookingRecord } from './model.ts';
import { leftUnanswered } from './repository/due.ts';
import { saveBooking } from './repository/save.ts';
import { answerUntil, termsOf } from './terms.ts';

const EVERY_MS = 30_000;
const BATCH = 500;

/**
 * What nobody answered until the work began is answered by that: silence agrees to nothing, so what was agreed holds, and
 * nothing is asked or offered any more. Both sides are told.
 */
async function close(deps: Deps, { booking, gig }: InTurn): Promise<BookingRecord> {
  const now = deps.clock();
  if (!booking.answerBy || booking.answerBy > now) return booking;
  const terms = (await termsOf(deps, [booking], new Map([[gig._id.toHexString(), gig]])))(booking);
  // Its time was told in words, and it is shown for longer by now.
  if (terms?.toCome) return saveBooking(deps, booking, { answerBy: answerUntil(booking, gig, now) });
  const closed = await saveBooking(deps, booking, { answerBy: null, offered: [] });
  if (terms && terms.differences.length > 0)
    await tellBooking(deps, closed, gig.number, { was: closed.state, unanswered: true });
  return closed;
}

/** Writes it down; views say so from the moment itself. */
export const unansweredJob = (deps: Deps): JobSpec => ({
  kind: 'bookings.unanswered',
  async run() {
    for (const id of await leftUnanswered(deps, deps.clock(), BATCH))
      await inItsTurn(deps, id.toHexString(), (now) => close(deps, now));
    return undefined;
  },
  recurring: (now) => new Date(now.getTime() + EVERY_MS),
});
