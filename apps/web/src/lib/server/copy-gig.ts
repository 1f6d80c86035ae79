import { copyGig } from '@linggong/contracts/api/gigs.ts';
import { type RequestEvent, redirect } from '@sveltejs/kit';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { requireMe } from './guard.ts';

/** Copies a past gig and opens the copy where it is written, at the hours of the past one. */
export async function openCopy(event: RequestEvent, id: string) {
  requireMe(event);
  const answer = await makeCall(event.fetch)(copyGig, { params: { id } });
  if (!answer.ok) return refuse(answer.problem, {});
  redirect(303, `/employer/gigs/${answer.data.id}/edit?like=${id}`);
}
