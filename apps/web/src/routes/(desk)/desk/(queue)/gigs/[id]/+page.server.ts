import { changeGig } from '@linggong/contracts/api/gigs.ts';
import { decideReview, getQueue, getReview } from '@linggong/contracts/api/review.ts';
import { DECISIONS } from '@linggong/contracts/flag.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import { UNDO_SECONDS } from '@linggong/contracts/review.ts';
import { fail, redirect } from '@sveltejs/kit';
import { queryString } from '#lib/api/address.ts';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { narrowest, regionChoices } from '#lib/api/region-chain.ts';
import { completed, openOf, wrongIn } from '#lib/features/desk/completing.ts';
import { nextAfter } from '#lib/features/desk/order.ts';
import { firstReason, type Reason } from '#lib/features/desk/reasons.ts';
import { requireMe } from '#lib/server/guard.ts';
import { wordsOf } from '#lib/words/words.ts';
import type { Actions, PageServerLoad } from './$types';

const desk = () => wordsOf('desk');
const posting = () => wordsOf('posting');

export const load: PageServerLoad = async ({ fetch, params }) => {
  const call = makeCall(fetch);
  const review = orThrow(await call(getReview, { params: { id: params.id } }));
  return { review, choices: openOf(review.gig)?.place ? await regionChoices(call, null) : null };
};

const refused = (detail: string, values: Reason) =>
  fail(400, {
    problem: { code: 'request.invalid', detail },
    errors: {} as Record<string, string>,
    values,
    seen: null as Posting | null,
  });

export const actions: Actions = {
  decide: async (event) => {
    const me = requireMe(event);
    const call = makeCall(event.fetch);
    const form = await event.request.formData();
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const values = { reason: text('reason'), article: text('article') };
    const decision = DECISIONS.find((one) => one === text('decision'));
    if (!decision) return refused(desk().decide.reasonMissing, values);
    if (decision !== 'approve' && values.reason.length < 2) {
      // Without a script this is the first step: the reason that a key would have put there.
      const review = orThrow(await call(getReview, { params: { id: event.params.id } }));
      return refused(desk().decide.reasonMissing, { ...values, ...firstReason(review.gig.flags) });
    }
    const importId = event.url.searchParams.get('importId');
    // Asked for before: afterwards it no longer tells what was below.
    const queue = await call(getQueue, { query: { importId } });
    // A reason written for a return is not sent along with an approval.
    const given = decision === 'approve' ? { read: form.getAll('read').map(String) } : values;
    const revision = Number(text('revision'));
    const answer = await call(decideReview, {
      params: { id: event.params.id },
      body: {
        decision,
        revision,
        undoSeconds: UNDO_SECONDS,
        ...given,
      },
    });
    if (!answer.ok) {
      if (answer.problem.code !== 'gig.changed_meanwhile') return refuse(answer.problem, values);
      const now = await call(getReview, { params: { id: event.params.id }, query: { since: revision } });
      const seen = now.ok ? now.data.seen : null;
      const { code, detail } = answer.problem;
      const problem = { code, detail: seen ? desk().decide.seeAgain : detail };
      return fail(409, { problem, errors: {} as Record<string, string>, values, seen });
    }
    const next = queue.ok ? nextAfter(queue.data.items, event.params.id, me.accountId, new Date()) : null;
    redirect(303, `${next ? `/desk/gigs/${next.gigId}` : '/desk'}${queryString({ importId })}`);
  },
  complete: async (event) => {
    requireMe(event);
    const call = makeCall(event.fetch);
    const form = await event.request.formData();
    const typed = [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));
    const values = { reason: '', article: '', ...(Object.fromEntries(typed) as Record<string, string>) };
    const errors = wrongIn(form);
    if (Object.keys(errors).length > 0)
      return fail(400, { problem: { code: 'request.invalid', detail: posting().wrongSome }, errors, values });
    const { gig } = orThrow(await call(getReview, { params: { id: event.params.id } }));
    const regionId = await narrowest(
      call,
      ['county', 'township', 'village'].map((level) => String(form.get(`region.${level}`) ?? '')),
    );
    const answer = await call(changeGig, {
      params: { id: gig.id },
      body: { revision: Number(form.get('revision')), posting: completed(gig.posting, form, regionId) },
    });
    if (!answer.ok) return refuse(answer.problem, values);
    redirect(
      303,
      `${event.url.pathname}${queryString({ importId: event.url.searchParams.get('importId') })}`,
    );
  },
};
