import { DECISIONS } from '@linggong/contracts/flag.ts';
import { fail, redirect } from '@sveltejs/kit';
import { makeCall, queryString } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { changeGig } from '#lib/api/managed-gigs.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { narrowest, regionChoices } from '#lib/api/region-chain.ts';
import { decideReview, getQueue, getReview } from '#lib/api/review.ts';
import { completed, openOf, wrongIn } from '#lib/desk/completing.ts';
import { nextAfter } from '#lib/desk/order.ts';
import { desk } from '#lib/messages/desk.ts';
import { posting } from '#lib/messages/posting.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params }) => {
  const call = makeCall(fetch);
  const review = orThrow(await getReview(call, params.id));
  return { review, choices: openOf(review.gig)?.place ? await regionChoices(call, null) : null };
};

export const actions: Actions = {
  decide: async (event) => {
    const me = requireMe(event);
    const call = makeCall(event.fetch);
    const form = await event.request.formData();
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const values = { reason: text('reason'), article: text('article') };
    const decision = DECISIONS.find((one) => one === text('decision'));
    if (!decision || (decision !== 'approve' && values.reason.length < 2)) {
      return fail(400, {
        problem: { code: 'request.invalid', detail: desk.decide.reasonMissing },
        errors: {} as Record<string, string>,
        values,
      });
    }
    const importId = event.url.searchParams.get('importId');
    // Asked for before: afterwards it no longer tells what was below.
    const queue = await getQueue(call, importId);
    // A reason written for a return is not sent along with an approval.
    const given = decision === 'approve' ? {} : values;
    const answer = await decideReview(call, event.params.id, {
      decision,
      revision: Number(text('revision')),
      ...given,
    });
    if (!answer.ok) return refuse(answer.problem, values);
    const next = queue.ok ? nextAfter(queue.data.items, event.params.id, me.accountId, new Date()) : null;
    const query = queryString({ importId, done: decision, number: text('number') });
    redirect(303, next ? `/desk/gigs/${next.gigId}${query}` : `/desk${query}`);
  },
  complete: async (event) => {
    requireMe(event);
    const call = makeCall(event.fetch);
    const form = await event.request.formData();
    const typed = [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));
    const values = { reason: '', article: '', ...(Object.fromEntries(typed) as Record<string, string>) };
    const errors = wrongIn(form);
    if (Object.keys(errors).length > 0)
      return fail(400, { problem: { code: 'request.invalid', detail: posting.wrongSome }, errors, values });
    const { gig } = orThrow(await getReview(call, event.params.id));
    const regionId = await narrowest(
      call,
      ['county', 'township', 'village'].map((level) => String(form.get(`region.${level}`) ?? '')),
    );
    const answer = await changeGig(
      call,
      gig.id,
      Number(form.get('revision')),
      completed(gig.posting, form, regionId),
    );
    if (!answer.ok) return refuse(answer.problem, values);
    redirect(
      303,
      `${event.url.pathname}${queryString({ importId: event.url.searchParams.get('importId') })}`,
    );
  },
};
