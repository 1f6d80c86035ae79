import { listMyEmployers } from '@linggong/contracts/api/employers.ts';
import { deleteGig, listEmployerGigs } from '@linggong/contracts/api/gigs.ts';
import type { Employer } from '@linggong/contracts/employer.ts';
import { redirect } from '@sveltejs/kit';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url }) => {
  const call = makeCall(fetch);
  const { items } = orThrow(await call(listMyEmployers));
  if (items.length === 0) redirect(303, '/employer/register');
  const cursorOf = (employer: Employer) =>
    url.searchParams.get('of') === employer.id ? (url.searchParams.get('cursor') ?? undefined) : undefined;
  const lists = await Promise.all(
    items.map(async (employer) => {
      const page = orThrow(
        await call(listEmployerGigs, { params: { id: employer.id }, query: { cursor: cursorOf(employer) } }),
      );
      return {
        employer,
        gigs: page.items,
        nextCursor: page.nextCursor,
        earlier: cursorOf(employer) !== undefined,
      };
    }),
  );
  return { lists, now: new Date() };
};

export const actions: Actions = {
  /** A draft that nobody has seen. */
  delete: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const answer = await makeCall(event.fetch)(deleteGig, {
      params: { id: String(form.get('gigId') ?? '') },
    });
    if (!answer.ok) return refuse(answer.problem, {});
    redirect(303, '/employer');
  },
};
