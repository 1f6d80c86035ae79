import { registerEmployer } from '@linggong/contracts/api/employers.ts';
import { EMPLOYER_KINDS, zNewEmployer } from '@linggong/contracts/employer.ts';
import { fail, redirect } from '@sveltejs/kit';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { narrowest, regionChoices } from '#lib/api/region-chain.ts';
import { requireMe } from '#lib/server/guard.ts';
import { wordsOf } from '#lib/words/words.ts';
import type { Actions, PageServerLoad } from './$types';

const words = () => wordsOf('employer');
const errors = () => wordsOf('errors');

export const load: PageServerLoad = async ({ fetch, locals }) => ({
  choices: await regionChoices(makeCall(fetch), locals.me?.person.regionId ?? null),
  key: crypto.randomUUID(),
});

export const actions: Actions = {
  default: async (event) => {
    requireMe(event);
    const call = makeCall(event.fetch);
    const form = await event.request.formData();
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const regionId = await narrowest(
      call,
      ['county', 'township', 'village'].map((level) => text(`region.${level}`)),
    );
    const values = {
      kind: EMPLOYER_KINDS.find((kind) => kind === text('kind')) ?? 'household',
      name: text('name'),
      creditCode: text('creditCode').normalize('NFKC').replace(/[\s-]/g, ''),
      regionId,
    };
    const given = zNewEmployer.safeParse({ ...values, creditCode: values.creditCode || null });
    if (!given.success) {
      const wrong = given.error.issues.map(({ path, message }) => [
        path.join('.'),
        path[0] === 'regionId' ? words().register.regionMissing : message,
      ]);
      return fail(400, {
        problem: { code: 'request.invalid', detail: errors().fields },
        errors: Object.fromEntries(wrong) as Record<string, string>,
        values,
      });
    }
    const answer = await call(registerEmployer, {
      body: given.data,
      idempotencyKey: text('key') || undefined,
    });
    if (!answer.ok) return refuse(answer.problem, values);
    redirect(303, '/employer/gigs/new');
  },
};
