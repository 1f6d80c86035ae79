import { takeSentence } from '@linggong/rules/messages/take.ts';
import type { WhyNot } from '@linggong/rules/take.ts';
import { monthDay } from '@linggong/rules/time.ts';
import { withoutPhones } from '@linggong/rules/without-phones.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../platform/problem.ts';
import { rulesWords, wordsOf } from '../../words/words.ts';
import { type Member, whyNotOfCrew } from '../bookings/public.ts';
import type { GigRead } from '../gigs/public.ts';

type Cannot = { member: Member; why: WhyNot };
type Wants = { shiftIds: readonly unknown[] };

/**
 * The first shift with fewer places than heads who are to come to it, in words of how many there are and how many of them;
 * null: there are enough. `whose`: the leader is told, or the employer.
 */
export function tooFewPlaces(
  gig: GigRead,
  parts: readonly Wants[],
  whose: 'leader' | 'employer',
): string | null {
  for (const { _id, open, role, startsAt } of gig.shifts) {
    const people = parts.filter(({ shiftIds }) => shiftIds.some((id) => String(id) === String(_id))).length;
    if (open === null || open >= people) continue;
    const day = gig.shifts.some((other) => String(other.startsAt) !== String(startsAt)) && startsAt;
    const said = {
      open: Math.max(0, open),
      people,
      role: withoutPhones(role?.name ?? ''),
      day: day ? wordsOf('dates').monthDay(monthDay(day)) : '',
    };
    return whose === 'leader' ? wordsOf('crews').tooManyForPlaces(said) : wordsOf('crews').crewTooMany(said);
  }
  return null;
}

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
 * Why a member can't come, to their leader. What they do elsewhere is theirs: whoever joined by their own tap lets the leader
 * book for them, not look.
 */
function whyOf({ member, why }: Cannot): string {
  const { name } = member.person;
  return why.refusal === 'overlaps'
    ? wordsOf('crews').otherWork({ name })
    : takeSentence(why, rulesWords(), name);
}

/**
 * Throws `crew.cannot` with each of them who can't come and why, and with the others where they are `enough`. Places are
 * looked at first of all for the sentence; they are decided by the update that takes them.
 */
export async function requireAllCan(
  deps: Deps,
  gig: GigRead,
  members: readonly Member[],
  { enough, fewest = enough, counted = true }: { enough: number; fewest?: number; counted?: boolean },
): Promise<void> {
  const ruled = await whyNotOfCrew(deps, gig, members);
  const could = members.filter((member) => !ruled.some((one) => one.member === member));
  const placeless = counted ? withoutPlace(gig, could) : [];
  const cannot = [...ruled, ...placeless];
  if (cannot.length === 0) return;
  const places = placeless.length > 0 ? tooFewPlaces(gig, could, 'leader') : null;
  const byPlace = new Set(placeless.map(({ member }) => member));
  const rest = members.filter((member) => !cannot.some((one) => one.member === member));
  throw problem('crew.cannot', {
    ...(places && ruled.length === 0 ? { detail: places } : {}),
    cannot: cannot.map((one) => ({
      personId: one.member.person._id.toHexString(),
      refusal: one.why.refusal,
      detail: (byPlace.has(one.member) && places) || whyOf(one),
    })),
    // Where nothing but places is wanting, as many as there are places can come, if the posting lets so few.
    rest:
      rest.length >= (ruled.length === 0 ? fewest : enough)
        ? rest.map(({ person }) => person._id.toHexString())
        : [],
  });
}
