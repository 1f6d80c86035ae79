import { getEmployer, listVerifications, verifyEmployer } from '@linggong/contracts/api/employers.ts';
import { liftSuspension, listEmployerActs, suspendEmployer } from '@linggong/contracts/api/review.ts';
import { CHECKS } from '@linggong/contracts/employer.ts';
import { fail, redirect } from '@sveltejs/kit';
import { type ApiProblem, makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { requireMe } from '#lib/server/guard.ts';
import { wordsOf } from '#lib/words/words.ts';
import type { Actions, PageServerLoad } from './$types';

const desk = () => wordsOf('desk');

export const load: PageServerLoad = async ({ fetch, params, url }) => {
  const call = makeCall(fetch);
  const [employer, history, record] = await Promise.all([
    call(getEmployer, { params: { id: params.id } }),
    call(listVerifications, { params: { id: params.id } }),
    call(listEmployerActs, { params: { id: params.id } }),
  ]);
  return {
    employer: orThrow(employer),
    history: orThrow(history).items,
    record: orThrow(record),
    acted: url.searchParams.get('acted'),
    done: url.searchParams.has('done'),
    key: crypto.randomUUID(),
  };
};

const text = (form: FormData, name: string) => String(form.get(name) ?? '').trim();
const saidOf = ({ errors, detail }: ApiProblem) => errors?.[0]?.message ?? detail;

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
        problem: { code: 'request.invalid', detail: desk().employers.checksMissing },
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
  suspend: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const values = { reason: text(form, 'reason'), lastDay: text(form, 'lastDay') };
    const answer = await makeCall(event.fetch)(suspendEmployer, {
      params: { id: event.params.id },
      body: { reason: values.reason, lastDay: values.lastDay || null },
    });
    if (!answer.ok) return { suspending: { ...values, said: saidOf(answer.problem) } };
    redirect(303, `/desk/employers/${event.params.id}?acted=suspended#suspension`);
  },
  lift: async (event) => {
    requireMe(event);
    const reason = text(await event.request.formData(), 'reason');
    const answer = await makeCall(event.fetch)(liftSuspension, {
      params: { id: event.params.id },
      body: { reason },
    });
    if (!answer.ok) return { suspending: { reason, lastDay: '', said: saidOf(answer.problem) } };
    redirect(303, `/desk/employers/${event.params.id}?acted=lifted#suspension`);
  },
};
