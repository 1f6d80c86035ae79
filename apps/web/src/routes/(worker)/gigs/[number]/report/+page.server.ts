import { getGig } from '@linggong/contracts/api/feed.ts';
import { sendReport } from '@linggong/contracts/api/reports.ts';
import { REPORT_KINDS, type ReportKind } from '@linggong/contracts/report.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { parseGigNumber } from '#lib/features/gig/number.ts';
import { wordsOf } from '#lib/words/words.ts';
import type { Actions, PageServerLoad } from './$types';

const errors = () => wordsOf('errors');
const report = () => wordsOf('report');

/** A gig that is over can be reported too: its title is not shown then, its number is. */
export const load: PageServerLoad = async ({ params, fetch, url }) => {
  const number = parseGigNumber(params.number);
  if (!number) error(404, errors().notFound.detail);
  const answer = await makeCall(fetch)(getGig, { params: { key: number } });
  if (!answer.ok && answer.problem.status === 404) error(404, answer.problem.detail);
  return { number, title: answer.ok ? answer.data.title : null, sent: url.searchParams.has('sent') };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const values = { kind: text('kind'), text: text('text'), phone: text('phone') };
    const kind = REPORT_KINDS.find((each): each is ReportKind => each === values.kind);
    if (!kind)
      return fail(400, {
        problem: { code: 'request.invalid', detail: report().pick },
        errors: {} as Record<string, string>,
        values,
      });
    const number = parseGigNumber(event.params.number) ?? '';
    const answer = await makeCall(event.fetch)(sendReport, {
      params: { gig: number },
      body: { ...values, kind },
    });
    if (!answer.ok) return refuse(answer.problem, values);
    redirect(303, `/gigs/${number}/report?sent`);
  },
};
