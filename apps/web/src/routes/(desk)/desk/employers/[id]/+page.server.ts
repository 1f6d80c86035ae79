import { getEmployer, listVerifications, verifyEmployer } from '@linggong/contracts/api/employers.ts';
import { CHECKS } from '@linggong/contracts/employer.ts';
import { fail, redirect } from '@sveltejs/kit';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { desk } from '#lib/messages/desk.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, url }) => {
  const call = makeCall(fetch);
  const [employer, history] = await Promise.all([
    call(getEmployer, { params: { id: params.id } }),
    call(listVerifications, { params: { id: params.id } }),
  ]);
  return {
    employer: orThrow(employer),
    history: orThrow(history).items,
    done: url.searchParams.has('done'),
    key: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  verify: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const values = {
      checks: CHECKS.filter((check) => form.getAll('checks').includes(check)),
      note: String(form.get('note') ?? '').trim(),
    };
    if (values.checks.length === 0) {
      return fail(400, {
        problem: { code: 'request.invalid', detail: desk.employers.checksMissing },
        errors: {} as Record<string, string>,
        values,
      });
    }
    const answer = await makeCall(event.fetch)(verifyEmployer, {
      params: { id: event.params.id },
      body: values,
      idempotencyKey: String(form.get('key') ?? '') || undefined,
    });
    if (!answer.ok) return refuse(answer.problem, values);
    redirect(303, `/desk/employers/${event.params.id}?done=1`);
  },
};
