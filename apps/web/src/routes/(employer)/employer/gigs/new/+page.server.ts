import { listMyEmployers } from '@linggong/contracts/api/employers.ts';
import { createGig, listEmployerGigs } from '@linggong/contracts/api/gigs.ts';
import { zPosting } from '@linggong/contracts/posting.ts';
import { localMoment } from '@linggong/rules/time.ts';
import { redirect } from '@sveltejs/kit';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { dayFromNow } from '#lib/format/zone.ts';
import { openCopy } from '#lib/server/copy-gig.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

const PAST = 6;

export const load: PageServerLoad = async ({ fetch }) => {
  const call = makeCall(fetch);
  const { items: employers } = orThrow(await call(listMyEmployers));
  if (employers.length === 0) redirect(303, '/employer/register');
  const lists = await Promise.all(employers.map(({ id }) => call(listEmployerGigs, { params: { id } })));
  const past = lists
    .flatMap((list) => (list.ok ? list.data.items : []))
    .filter((gig) => gig.publishedAt !== null)
    .sort((a, b) => b.updatedAt.localeCompare(a.updatedAt))
    .slice(0, PAST);
  return { mine: employers, past, key: crypto.randomUUID(), now: new Date() };
};

/** One shift tomorrow from 8 to 6: something to change rather than something to find. How many people is asked. */
function firstPosting(now: Date) {
  const tomorrow = dayFromNow(now, 1);
  return zPosting.parse({
    shifts: [
      {
        startsAt: localMoment(tomorrow, 8 * 60).toISOString(),
        endsAt: localMoment(tomorrow, 18 * 60).toISOString(),
      },
    ],
    validUntil: localMoment(tomorrow, 24 * 60 - 1).toISOString(),
  });
}

export const actions: Actions = {
  start: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const employerId = String(form.get('employerId') ?? '');
    const answer = await makeCall(event.fetch)(createGig, {
      body: { employerId, posting: firstPosting(new Date()) },
      idempotencyKey: String(form.get('key') ?? '') || undefined,
    });
    if (!answer.ok) return refuse(answer.problem, {});
    redirect(303, `/employer/gigs/${answer.data.id}/edit`);
  },
  copy: async (event) => {
    const form = await event.request.formData();
    return openCopy(event, String(form.get('gigId') ?? ''));
  },
};
