import {
  changePhone,
  confirmPhone,
  sendNewPhoneCode,
  sendPhoneCode,
} from '@linggong/contracts/api/number.ts';
import { type RequestEvent, redirect } from '@sveltejs/kit';
import { type ApiProblem, makeCall } from '#lib/api/client.ts';
import { aboutOf } from '#lib/server/about.ts';
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
  const { cookies, url, fetch, setHeaders } = event;
  const step = showNumberStep(cookies, url, me.accountId);
  setHeaders({ 'cache-control': 'private, no-store' });
  return {
    me,
    step: step && {
      confirmed: step.ticket !== null,
      named: step.phone !== null,
      masked: step.masked,
      said: step.said,
    },
    done: url.searchParams.has('done'),
    station: (await aboutOf(makeCall(fetch)))?.phone ?? null,
  };
};

/** The page again by GET, so that loading it anew sends nothing. */
function stand({ cookies, url }: RequestEvent, step: NumberStep | null, rest = ''): never {
  if (step) keepNumberStep(cookies, url, step);
  else dropNumberStep(cookies, url);
  redirect(303, `/me/phone${rest}`);
}

const said = ({ errors, detail }: ApiProblem) => errors?.[0]?.message ?? detail;
const text = async ({ request }: RequestEvent, name: string) =>
  String((await request.formData()).get(name) ?? '').trim();

/** A step that was left too long begins anew. */
const isOver = ({ code }: ApiProblem) => code === 'account.confirm_first';

function stepOf(event: RequestEvent): { step: NumberStep; ticket: string | null } {
  const who = requireMe(event).accountId;
  const step = readNumberStep(event.cookies, who) ?? {
    who,
    ticket: null,
    phone: null,
    masked: null,
    said: null,
  };
  return { step, ticket: step.ticket };
}

export const actions: Actions = {
  ask: async (event) => {
    const { step } = stepOf(event);
    const answer = await makeCall(event.fetch)(sendPhoneCode);
    const anew = { ...step, ticket: null, phone: null };
    stand(
      event,
      answer.ok
        ? { ...anew, masked: answer.data.phoneMasked, said: null }
        : { ...anew, said: said(answer.problem) },
    );
  },
  confirm: async (event) => {
    const { step } = stepOf(event);
    const answer = await makeCall(event.fetch)(confirmPhone, { body: { code: await text(event, 'code') } });
    stand(
      event,
      answer.ok
        ? { ...step, ticket: answer.data.ticket, masked: null, said: null }
        : { ...step, said: said(answer.problem) },
    );
  },
  name: async (event) => {
    const { step, ticket } = stepOf(event);
    const phone = await text(event, 'phone');
    const answer = await makeCall(event.fetch)(sendNewPhoneCode, { body: { ticket: ticket ?? '', phone } });
    if (answer.ok) stand(event, { ...step, phone, masked: answer.data.phoneMasked, said: null });
    const { problem } = answer;
    stand(event, { ...step, phone: null, ticket: isOver(problem) ? null : ticket, said: said(problem) });
  },
  change: async (event) => {
    const { step, ticket } = stepOf(event);
    const code = await text(event, 'code');
    const answer = await makeCall(event.fetch)(changePhone, {
      body: {
        ticket: ticket ?? '',
        phone: step.phone ?? '',
        code,
      },
    });
    if (answer.ok) stand(event, null, '?done');
    const { problem } = answer;
    if (isOver(problem))
      stand(event, { ...step, ticket: null, phone: null, masked: null, said: said(problem) });
    // Not this number: another can be named.
    const other = problem.code === 'account.phone_taken' ? { phone: null, masked: null } : {};
    stand(event, { ...step, ...other, said: said(problem) });
  },
  again: (event) => stand(event, null),
};
