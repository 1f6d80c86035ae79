import { decideReview, getReview } from '@linggong/contracts/api/review.ts';
import type { Decision } from '@linggong/contracts/flag.ts';
import { UNDO_SECONDS } from '@linggong/contracts/review.ts';
import { fail, type RequestEvent, redirect } from '@sveltejs/kit';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { Words } from '#lib/words/types.ts';
import { wordsOf } from '#lib/words/words.ts';
import type { Actions, PageServerLoad } from './$types';

const words = () => wordsOf('desk').public.down;

export const load: PageServerLoad = async ({ fetch, params }) => ({
  review: orThrow(await makeCall(fetch)(getReview, { params: { id: params.id } })),
});

type Reason = keyof Words['desk']['public']['down']['reasons'];
const isReason = (key: string): key is Reason => key in words().reasons;
type Values = { why: string; words: string; kind: string };

async function decide(
  { fetch, params, request }: RequestEvent<{ id: string }>,
  read: (form: FormData) => { decision: Decision['decision']; reason?: string; read?: string[] } | null,
) {
  const form = await request.formData();
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const values: Values = { why: text('why'), words: text('words'), kind: text('kind') };
  const decided = read(form);
  if (!decided) {
    const problem = { code: 'request.invalid', detail: words().missing };
    return fail(400, { problem, errors: {} as Record<string, string>, values });
  }
  const revision = Number(text('revision'));
  const answer = await makeCall(fetch)(decideReview, {
    params: { id: params.id },
    body: {
      ...decided,
      revision,
      undoSeconds: UNDO_SECONDS,
    },
  });
  if (!answer.ok) return refuse(answer.problem, values);
  redirect(303, `/desk/public${decided.decision === 'approve' ? '?show=down' : ''}`);
}

export const actions: Actions = {
  down: async (event) => {
    requireMe(event);
    return decide(event, (form) => {
      const why = String(form.get('why') ?? '');
      const more = String(form.get('words') ?? '').trim();
      if (!isReason(why) || (why === 'other' && more.length < 2)) return null;
      const { reasons, both } = words();
      const reason = why === 'other' ? more : more ? both({ reason: reasons[why], more }) : reasons[why];
      return { decision: form.get('kind') === 'return' ? 'return' : 'refuse', reason };
    });
  },
  restore: async (event) => {
    requireMe(event);
    return decide(event, (form) => ({ decision: 'approve', read: form.getAll('read').map(String) }));
  },
};
