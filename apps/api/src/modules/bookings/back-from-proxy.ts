import type { GrantEnded } from '@linggong/contracts/proxy.ts';
import { keptSentence } from '@linggong/rules/messages/step-back.ts';
import type { Deps } from '../../deps.ts';
import { wordsOf } from '../../words/words.ts';
import type { GrantRecord } from '../proxies/public.ts';
import { calledAsAgreed } from './called.ts';
import { inItsTurn } from './in-turn.ts';
import type { BookingRecord } from './model.ts';
import { activeBookingsOf } from './repository/find.ts';
import { giveBack, stepBackNow } from './step-back.ts';

/** Why a booking can't be given back; null: it is, or was over. */
async function giveOneBack(deps: Deps, booking: BookingRecord): Promise<string | null> {
  let why: string | null = null;
  await inItsTurn(deps, booking._id.toHexString(), async (now) => {
    why = null;
    const given = stepBackNow(now, null, deps.clock());
    if (!given) return now.booking;
    if ('gives' in given) return giveBack(deps, now, given.gives);
    why = keptSentence(given.kept, wordsOf('take'));
    return now.booking;
  });
  return why;
}

/** See `ProxyHooks.stepBackFrom`. */
export async function stepBackFrom(
  deps: Deps,
  { personId, proxyAccountId }: Pick<GrantRecord, 'personId' | 'proxyAccountId'>,
): Promise<Pick<GrantEnded, 'steppedBack' | 'stays'>> {
  const held = await activeBookingsOf(deps, personId);
  const taken = held.filter(({ byAccountId }) => byAccountId.equals(proxyAccountId));
  const called = await calledAsAgreed(deps, taken);
  const stays: GrantEnded['stays'] = [];
  let steppedBack = 0;
  for (const booking of taken) {
    const detail = await giveOneBack(deps, booking);
    const title = (await called(booking))?.title ?? '';
    if (detail === null) steppedBack += 1;
    else stays.push({ bookingId: booking._id.toHexString(), title, detail });
  }
  return { steppedBack, stays };
}
