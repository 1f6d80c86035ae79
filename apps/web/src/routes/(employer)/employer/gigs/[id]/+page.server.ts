import { error, redirect } from '@sveltejs/kit';
import { showContact } from '#lib/api/bookings.ts';
import { type Answer, makeCall } from '#lib/api/client.ts';
import { getEmployer } from '#lib/api/employers.ts';
import { refuse } from '#lib/api/form.ts';
import {
  acceptBooking,
  closeGig,
  copyGig,
  declineBooking,
  deleteGig,
  getManagedGig,
  listGigBookings,
  withdrawGig,
} from '#lib/api/managed-gigs.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { getRegion } from '#lib/api/regions.ts';
import { errors } from '#lib/messages/errors.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ fetch, params, parent, url }) => {
  const call = makeCall(fetch);
  const { employers } = await parent();
  const gig = orThrow(await getManagedGig(call, params.id));
  // Operators have the same gig at their desk.
  if (!employers.some(({ employerId }) => employerId === gig.employerId)) error(403, errors.forbidden.detail);
  const { regionId } = gig.posting.workplace;
  const [employer, bookings, region] = await Promise.all([
    getEmployer(call, gig.employerId),
    listGigBookings(call, gig.id),
    regionId ? getRegion(call, regionId) : null,
  ]);
  return {
    gig,
    employer: orThrow(employer),
    bookings: orThrow(bookings).items,
    region: region?.ok ? region.data : null,
    done: url.searchParams.get('done'),
    now: new Date(),
  };
};

/** Runs one act on the gig or a booking and comes back to the page, or tells why not. */
async function act(event: RequestEvent, run: (form: FormData) => Promise<Answer<unknown>>, then: string) {
  requireMe(event);
  const answer = await run(await event.request.formData());
  if (!answer.ok) return refuse(answer.problem, {});
  redirect(303, then);
}

const text = (form: FormData, name: string) => String(form.get(name) ?? '');
const here = ({ params }: RequestEvent) => `/employer/gigs/${params.id}`;

export const actions: Actions = {
  accept: (event) =>
    act(
      event,
      (form) => acceptBooking(makeCall(event.fetch), text(form, 'bookingId'), Number(form.get('revision'))),
      here(event),
    ),
  decline: (event) =>
    act(event, (form) => declineBooking(makeCall(event.fetch), text(form, 'bookingId')), here(event)),
  contact: (event) =>
    act(event, (form) => showContact(makeCall(event.fetch), text(form, 'bookingId')), here(event)),
  close: (event) =>
    act(
      event,
      (form) => closeGig(makeCall(event.fetch), event.params.id, Number(form.get('revision'))),
      `${here(event)}?done=closed`,
    ),
  withdraw: (event) =>
    act(
      event,
      (form) => withdrawGig(makeCall(event.fetch), event.params.id, Number(form.get('revision'))),
      `${here(event)}?done=withdrawn`,
    ),
  delete: (event) => act(event, () => deleteGig(makeCall(event.fetch), event.params.id), '/employer'),
  copy: async (event) => {
    requireMe(event);
    const answer = await copyGig(makeCall(event.fetch), event.params.id);
    if (!answer.ok) return refuse(answer.problem, {});
    redirect(303, `/employer/gigs/${answer.data.id}/edit`);
  },
};
