import { takeSentence } from '@linggong/rules/messages/take.ts';
import type { WhyNot } from '@linggong/rules/take.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../platform/problem.ts';
import { rulesWords } from '../../words/words.ts';
import { type Member, whyNotOfCrew } from '../bookings/public.ts';
import type { GigRead } from '../gigs/public.ts';

type Cannot = { member: Member; why: WhyNot };

/** Who can't come for want of places: of each shift those who were named last. */
function withoutPlace(gig: GigRead, members: readonly Member[]): Cannot[] {
  const left = new Map(gig.shifts.flatMap(({ _id, open }) => (open === null ? [] : [[String(_id), open]])));
  return members.flatMap((member): Cannot[] => {
    const wants = member.shiftIds.filter((id) => left.has(id));
    if (wants.some((id) => left.get(id)! < 1)) return [{ member, why: { refusal: 'full' } }];
    for (const id of wants) left.set(id, left.get(id)! - 1);
    return [];
  });
}

/**
 * Throws `crew.cannot` with each of them who can't come and why, and with the others where they are `enough`. Places are
 * looked at first of all for the sentence; they are decided by the update that takes them.
 */
export async function requireAllCan(
  deps: Deps,
  gig: GigRead,
  members: readonly Member[],
  { enough, counted = true }: { enough: number; counted?: boolean },
): Promise<void> {
  const ruled = await whyNotOfCrew(deps, gig, members);
  const could = members.filter((member) => !ruled.some((one) => one.member === member));
  const cannot = [...ruled, ...(counted ? withoutPlace(gig, could) : [])];
  if (cannot.length === 0) return;
  const rest = members.filter((member) => !cannot.some((one) => one.member === member));
  throw problem('crew.cannot', {
    cannot: cannot.map(({ member, why }) => ({
      personId: member.person._id.toHexString(),
      refusal: why.refusal,
      detail: takeSentence(why, rulesWords(), member.person.name),
    })),
    rest: rest.length >= enough ? rest.map(({ person }) => person._id.toHexString()) : [],
  });
}
