import { changeContact, getEmployer, sendContactCode } from '@linggong/contracts/api/employers.ts';
import { type RequestEvent, redirect } from '@sveltejs/kit';
import { type ApiProblem, makeCall } from '#lib/api/client.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { requireMe } from '#lib/server/guard.ts';
import {
  dropNumberStep,
  keepNumberStep,
  type NumberStep,
  readNumberStep,
  showNumberStep,
} from '#lib/server/number-step.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const me = requireMe(event);
  const { cookies, url, fetch, params, setHeaders } = event;
  const employer = orThrow(await makeCall(fetch)(getEmployer, { params: { id: params.id } }));
  const step = showNumberStep(cookies, url, me.accountId);
  setHeaders({ 'cache-control': 'private, no-store' });
  return {
    employer,
    step: step && { masked: step.masked, said: step.said },
    done: url.searchParams.has('done'),
  };
};

/** The page again by GET, so that loading it anew sends nothing. */
function stand({ cookies, url }: RequestEvent, step: NumberStep | null, rest = ''): never {
  if (step) keepNumberStep(cookies, url, step);
  else dropNumberStep(cookies, url);
  redirect(303, `${url.pathname}${rest}`);
}

const said = ({ errors, detail }: ApiProblem) => errors?.[0]?.message ?? detail;
const wantsCode = ({ errors }: ApiProblem) => errors?.some(({ path }) => path === 'code') ?? false;

export const actions: Actions = {
  /** One's own number is taken at once; to another a code is sent. */
  name: async (event) => {
    const who = requireMe(event).accountId;
    const call = makeCall(event.fetch);
    const phone = String((await event.request.formData()).get('phone') ?? '').trim();
    const step = { who, ticket: null, phone: null, masked: null };
    const taken = await call(changeContact, {
      params: { id: event.params.id! },
      body: { phone, code: null },
    });
    if (taken.ok) stand(event, null, '?done');
    if (!wantsCode(taken.problem)) stand(event, { ...step, said: said(taken.problem) });
    const sent = await call(sendContactCode, { params: { id: event.params.id! }, body: { phone } });
    stand(
      event,
      sent.ok
        ? { ...step, phone, masked: sent.data.phoneMasked, said: null }
        : { ...step, said: said(sent.problem) },
    );
  },
  change: async (event) => {
    const step = readNumberStep(event.cookies, requireMe(event).accountId);
    if (!step?.phone) stand(event, null);
    const code = String((await event.request.formData()).get('code') ?? '').trim();
    const answer = await makeCall(event.fetch)(changeContact, {
      params: { id: event.params.id! },
      body: { phone: step.phone, code },
    });
    if (answer.ok) stand(event, null, '?done');
    stand(event, { ...step, said: said(answer.problem) });
  },
  again: (event) => stand(event, null),
};
