import type { Employer } from '@linggong/contracts/employer.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import type { Region } from '@linggong/contracts/region.ts';
import { heightAt } from '@linggong/rules/height.ts';
import { headcount } from '@linggong/rules/open-places.ts';
import { amountsOf, payOver } from '@linggong/rules/roles.ts';
import type { TicketGig } from '#lib/features/gig/ticket.ts';
import { wordsOf } from '#lib/words/words.ts';

const words = () => wordsOf('posting');

type Around = {
  employer: Pick<Employer, 'id' | 'name' | 'kind' | 'verification' | 'verificationState'>;
  region: Pick<Region, 'id' | 'path' | 'pathNames' | 'altitudeM' | 'altitudeAbout'> | null;
  /** The spoken number; null for a draft, which has not been told to anybody. */
  number: string | null;
};

/** A posting as the ticket that a worker will see, with all its places free. */
export function drawnTicket(posting: Posting, { employer, region, number }: Around): TicketGig {
  const shifts = posting.shifts.map((shift, i) => ({
    id: shift.id ?? String(i),
    startsAt: shift.startsAt,
    endsAt: shift.endsAt,
    headcount: shift.headcount,
    open: shift.headcount,
    ...(shift.role?.name
      ? { role: { name: shift.role.name, amountFen: amountsOf(posting.pay, shift).amountFen } }
      : {}),
  }));
  const places = headcount(shifts, posting.together);
  const { workplace } = posting;
  return {
    number,
    tradeId: posting.tradeId,
    title: posting.title || words().previewTitle,
    pay: payOver(posting.pay, posting.shifts),
    shifts,
    together: posting.together,
    open: places,
    headcount: places,
    place: {
      regionId: region?.id ?? '',
      regionPath: region?.path ?? [],
      // Without the province, as everywhere within it.
      regionNames: region ? region.pathNames.slice(1) : [words().placeOpen],
      landmark: workplace.landmark,
      point: workplace.point,
      ...heightAt(workplace.altitudeM, region),
    },
    included: posting.included,
    employer: {
      id: employer.id,
      name: employer.kind === 'household' ? null : employer.name,
      kind: employer.kind,
      verification: employer.verificationState === 'verified' ? employer.verification : null,
    },
    sourceName: posting.source?.name ?? null,
    reach: 'account',
    state: 'published',
  };
}
