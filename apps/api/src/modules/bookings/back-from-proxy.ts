import type { GrantEnded } from '@linggong/contracts/proxy.ts';
import { isMember } from '@linggong/rules/authority.ts';
import { keptSentence } from '@linggong/rules/messages/step-back.ts';
import type { Deps } from '../../deps.ts';
import { wordsOf } from '../../words/words.ts';
import { touchPerson } from '../identity/public.ts';
import { noteAct } from '../people/public.ts';
import type { ProxyHooks } from '../proxies/public.ts';
import { calledAsAgreed } from './called.ts';
import { inItsTurn } from './in-turn.ts';
import type { BookingRecord } from './model.ts';
import { aboutBooking } from './note.ts';
import { activeBookingsOf } from './repository/find.ts';
import { giveBack, stepBackNow } from './step-back.ts';

type StepBackFrom = ProxyHooks['stepBackFrom'];
type Acts = Parameters<StepBackFrom>[1];

/** Why a booking can't be given back; null: it is, or was over. */
async function giveOneBack(deps: Deps, booking: BookingRecord, { viewer, by }: Acts): Promise<string | null> {
  if (by.as === 'desk' && isMember(viewer, booking.employerId)) return wordsOf('bookings').stepInForOwn;
  let why: string | null = null;
  await inItsTurn(deps, booking._id.toHexString(), async (now) => {
    why = null;
    const given = stepBackNow(now, null, deps.clock());
    if (!given) return now.booking;
    if ('gives' in given) {
      const { personId, byGrantId } = now.booking;
      await touchPerson(deps, personId);
      const about = { ...aboutBooking(now), ...(byGrantId ? { grantId: byGrantId } : {}) };
      await noteAct(deps, { personId, by, kind: 'stepped_back', about });
      return giveBack(deps, now, given.gives);
    }
    why = keptSentence(given.kept, wordsOf('take'));
    return now.booking;
  });
  return why;
}

/** See `ProxyHooks.stepBackFrom`. */
export async function stepBackFrom(
  deps: Deps,
  { personId, grantIds }: Parameters<StepBackFrom>[0],
  acts: Acts,
): ReturnType<StepBackFrom> {
  const held = await activeBookingsOf(deps, personId);
  const taken = held.filter(({ byGrantId }) => grantIds.some((id) => byGrantId?.equals(id)));
  const called = await calledAsAgreed(deps, taken);
  const stays: GrantEnded['stays'] = [];
  let steppedBack = 0;
  for (const booking of taken) {
    const detail = await giveOneBack(deps, booking, acts);
    const title = (await called(booking))?.title ?? '';
    if (detail === null) steppedBack += 1;
    else stays.push({ bookingId: booking._id.toHexString(), title, detail });
  }
  return { steppedBack, stays };
}
