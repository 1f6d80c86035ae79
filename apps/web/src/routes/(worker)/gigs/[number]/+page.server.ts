import { error, redirect } from '@sveltejs/kit';
import { bookGig } from '#lib/api/bookings.ts';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { getGig, getTakeability } from '#lib/api/gigs.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { parseGigNumber } from '#lib/gig-number.ts';
import { errors } from '#lib/messages/errors.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, fetch, locals }) => {
  const number = parseGigNumber(params.number);
  if (!number) error(404, errors.notFound.detail);
  if (number !== params.number) redirect(308, `/gigs/${number}`);

  const call = makeCall(fetch);
  const gig = orThrow(await getGig(call, number));
  const takeability = locals.me ? await getTakeability(call, gig.id, []) : null;
  return {
    gig,
    takeability: takeability?.ok ? takeability.data : null,
    /** Made with the page: however often its form is sent, it is one act. */
    key: crypto.randomUUID(),
    now: new Date(),
  };
};

/** After these it is not known whether it happened: the same key must go with the next attempt. */
const UNSURE = new Set(['network.lost', 'server.error', 'server.unavailable', 'request.timeout']);

export const actions: Actions = {
  default: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const values = {
      gigId: String(form.get('gig') ?? ''),
      shifts: form.getAll('shift').map(String),
      version: Number(form.get('version')),
      key: String(form.get('key') || crypto.randomUUID()),
    };
    const { gigId, version, shifts: shiftIds, key } = values;
    const answer = await bookGig(makeCall(event.fetch), gigId, { version, shiftIds }, key);
    if (answer.ok) redirect(303, `/my/${answer.data.id}?taken`);
    const { code, refusal } = answer.problem;
    const again = UNSURE.has(code) ? values : { ...values, key: crypto.randomUUID() };
    return refuse(answer.problem, { ...again, full: refusal === 'full' });
  },
};
