import { acceptBooking, declineBooking, listGigBookings } from '@linggong/contracts/api/bookings.ts';
import { showContact } from '@linggong/contracts/api/contacts.ts';
import { acceptCrew, declineCrew, listGigCrews } from '@linggong/contracts/api/crews.ts';
import { getEmployer } from '@linggong/contracts/api/employers.ts';
import { closeGig, deleteGig, getManagedGig, withdrawGig } from '@linggong/contracts/api/gigs.ts';
import { getRegion } from '@linggong/contracts/api/regions.ts';
import { error, redirect } from '@sveltejs/kit';
import { type Answer, makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { openCopy } from '#lib/server/copy-gig.ts';
import { requireMe } from '#lib/server/guard.ts';
import { wordsOf } from '#lib/words/words.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const errors = () => wordsOf('errors');

export const load: PageServerLoad = async ({ fetch, params, parent, url }) => {
  const call = makeCall(fetch);
  const { employers } = await parent();
  const gig = orThrow(await call(getManagedGig, { params: { id: params.id } }));
  // Operators have the same gig at their desk.
  if (!employers.some(({ employerId }) => employerId === gig.employerId))
    error(403, errors().forbidden.detail);
  const { regionId } = gig.posting.workplace;
  const [employer, bookings, crews, region] = await Promise.all([
    call(getEmployer, { params: { id: gig.employerId } }),
    call(listGigBookings, { params: { gig: gig.id } }),
    gig.posting.crews ? call(listGigCrews, { params: { gig: gig.id } }) : null,
    regionId ? call(getRegion, { params: { id: regionId } }) : null,
  ]);
  return {
    gig,
    employer: orThrow(employer),
    bookings: orThrow(bookings).items,
    crews: crews?.ok ? crews.data.items : [],
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
      (form) =>
        makeCall(event.fetch)(acceptBooking, {
          params: { id: text(form, 'bookingId') },
          body: { revision: Number(form.get('revision')) },
        }),
      here(event),
    ),
  decline: (event) =>
    act(
      event,
      (form) => makeCall(event.fetch)(declineBooking, { params: { id: text(form, 'bookingId') } }),
      here(event),
    ),
  acceptCrew: (event) =>
    act(
      event,
      (form) =>
        makeCall(event.fetch)(acceptCrew, {
          params: { id: text(form, 'crew') },
          body: { revision: Number(form.get('revision')) },
        }),
      here(event),
    ),
  declineCrew: (event) =>
    act(
      event,
      (form) => makeCall(event.fetch)(declineCrew, { params: { id: text(form, 'crew') } }),
      here(event),
    ),
  contact: (event) =>
    act(
      event,
      (form) => makeCall(event.fetch)(showContact, { params: { id: text(form, 'bookingId') } }),
      here(event),
    ),
  close: (event) =>
    act(
      event,
      (form) =>
        makeCall(event.fetch)(closeGig, {
          params: { id: event.params.id },
          body: { revision: Number(form.get('revision')) },
        }),
      `${here(event)}?done=closed`,
    ),
  withdraw: (event) =>
    act(
      event,
      (form) =>
        makeCall(event.fetch)(withdrawGig, {
          params: { id: event.params.id },
          body: { revision: Number(form.get('revision')) },
        }),
      `${here(event)}?done=withdrawn`,
    ),
  delete: (event) =>
    act(event, () => makeCall(event.fetch)(deleteGig, { params: { id: event.params.id } }), '/employer'),
  copy: (event) => openCopy(event, event.params.id),
};
