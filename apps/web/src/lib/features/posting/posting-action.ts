import type { Flag } from '@linggong/contracts/flag.ts';
import { fail } from '@sveltejs/kit';
import type { ApiProblem, Call } from '#lib/api/client.ts';
import { narrowest } from '#lib/api/region-chain.ts';
import { wordsOf } from '#lib/words/words.ts';
import type { Draft } from './draft.ts';
import { readDraft } from './draft-form.ts';
import type { Wrong } from './wrong-fields.ts';

const words = () => wordsOf('posting');

/** Why a posting was not saved or sent. All that was typed goes back into the form. */
export type PostingFailure = {
  problem: { code: string; detail: string };
  errors: Record<string, string>;
  flags: Flag[] | null;
  draft: Draft;
};

export function failed(problem: ApiProblem, draft: Draft) {
  const fields = (problem.errors ?? []).map(({ path, message }) => [path.replace(/^posting\./, ''), message]);
  return fail(problem.status, {
    problem: { code: problem.code, detail: problem.detail },
    errors: Object.fromEntries(fields) as Record<string, string>,
    flags: (problem.flags as Flag[] | undefined) ?? null,
    draft,
  } satisfies PostingFailure);
}

/** Something in it can't be stored as it is typed: it stays in the form, and its field says why. */
export const failedWrong = (errors: Wrong, draft: Draft) =>
  fail(400, {
    problem: { code: 'request.invalid', detail: words().wrongSome },
    errors,
    flags: null,
    draft,
  } satisfies PostingFailure);

/** The form as it was sent, its region being the narrowest of the chosen ones that fit together. */
export async function sentDraft(call: Call, form: FormData): Promise<{ draft: Draft; revision: number }> {
  const draft = readDraft(form);
  const levels = ['county', 'township', 'village'].map((level) => String(form.get(`region.${level}`) ?? ''));
  draft.regionId = await narrowest(call, levels);
  return { draft, revision: Number(form.get('revision')) };
}
