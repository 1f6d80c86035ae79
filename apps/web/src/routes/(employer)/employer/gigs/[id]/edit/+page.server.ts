import { getEmployer } from '@linggong/contracts/api/employers.ts';
import { changeGig, getManagedGig, getWages, submitGig } from '@linggong/contracts/api/gigs.ts';
import { canMove, canWorkOn, storedAs } from '@linggong/rules/gig-moves.ts';
import { redirect } from '@sveltejs/kit';
import { makeCall } from '#lib/api/client.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { regionChoices } from '#lib/api/region-chain.ts';
import { failed, failedWrong, sentDraft } from '#lib/features/posting/posting-action.ts';
import { shiftAfter } from '#lib/features/posting/shifts.ts';
import { storable, wrongIn } from '#lib/features/posting/wrong-fields.ts';
import { dayFromNow } from '#lib/format/zone.ts';
import { aboutOf } from '#lib/server/about.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, url }) => {
  const call = makeCall(fetch);
  const gig = orThrow(await call(getManagedGig, { params: { id: params.id } }));
  if (!canWorkOn(gig.state)) redirect(303, `/employer/gigs/${gig.id}`);
  const { regionId } = gig.posting.workplace;
  const like = url.searchParams.get('like');
  const [employer, choices, wages, about, past] = await Promise.all([
    call(getEmployer, { params: { id: gig.employerId } }),
    regionChoices(call, regionId),
    regionId ? call(getWages, { query: { region: regionId } }) : null,
    aboutOf(call),
    like ? call(getManagedGig, { params: { id: like } }) : null,
  ]);
  return {
    gig,
    /** The shifts of the gig that this one was copied from: it works at the same hours. */
    like: past?.ok ? past.data.posting.shifts : [],
    employer: orThrow(employer),
    choices,
    wages: wages?.ok ? wages.data : null,
    map: about?.map ?? null,
    now: new Date(),
  };
};

export const actions: Actions = {
  /** Without a script; with one the page saves by itself. */
  save: async (event) => {
    requireMe(event);
    const call = makeCall(event.fetch);
    const form = await event.request.formData();
    const { draft, revision } = await sentDraft(call, form);
    if (form.get('then') === 'addShift')
      draft.shifts.push(shiftAfter(draft.shifts.at(-1), dayFromNow(new Date(), 1)));
    const gig = orThrow(await call(getManagedGig, { params: { id: event.params.id } }));
    const wrong = wrongIn(draft);
    const isWrong = Object.keys(wrong).length > 0;
    if (isWrong && !canMove(storedAs(gig.state), 'submit')) return failedWrong(wrong, draft);
    const answer = await call(changeGig, {
      params: { id: gig.id },
      body: { revision, posting: storable(draft, gig.posting) },
    });
    if (!answer.ok) return failed(answer.problem, draft);
    if (isWrong) return failedWrong(wrong, draft);
    redirect(303, `/employer/gigs/${gig.id}/edit`);
  },
  submit: async (event) => {
    requireMe(event);
    const call = makeCall(event.fetch);
    const { draft, revision } = await sentDraft(call, await event.request.formData());
    const gig = orThrow(await call(getManagedGig, { params: { id: event.params.id } }));
    const wrong = wrongIn(draft);
    if (Object.keys(wrong).length > 0) return failedWrong(wrong, draft);
    const saved = await call(changeGig, {
      params: { id: gig.id },
      body: { revision, posting: storable(draft, gig.posting) },
    });
    if (!saved.ok) return failed(saved.problem, draft);
    if (!canMove(storedAs(gig.state), 'submit')) redirect(303, `/employer/gigs/${gig.id}?done=changed`);
    const sent = await call(submitGig, { params: { id: gig.id }, body: { revision: saved.data.revision } });
    if (!sent.ok) return failed(sent.problem, draft);
    redirect(303, `/employer/gigs/${gig.id}?done=sent`);
  },
};
