import { readOwnTrail } from '@linggong/contracts/api/people.ts';
import { endGrant, giveGrant, listOwnGrants } from '@linggong/contracts/api/proxies.ts';
import { BOOKED_AFTERWARDS, PROXY_SCOPES } from '@linggong/contracts/proxy.ts';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { writtenWords } from '#lib/features/proxies/written.ts';
import { requireMe } from '#lib/server/guard.ts';
import { wordsOf } from '#lib/words/words.ts';
import type { Actions, PageServerLoad } from './$types';

const words = () => wordsOf('proxies').mine;

export const load: PageServerLoad = async (event) => {
  requireMe(event);
  const call = makeCall(event.fetch);
  const cursor = event.url.searchParams.get('before') ?? undefined;
  const [grants, trail] = await Promise.all([
    call(listOwnGrants),
    call(readOwnTrail, { query: cursor ? { cursor } : {} }),
  ]);
  return { grants: orThrow(grants).given, trail: orThrow(trail), now: new Date() };
};

const NOTHING = { phone: '', name: '', until: '', scopes: [] as string[] };

export const actions: Actions = {
  stop: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const booked = BOOKED_AFTERWARDS.find((each) => each === form.get('booked')) ?? 'stands';
    const answer = await makeCall(event.fetch)(endGrant, {
      params: { id: String(form.get('grant') ?? '') },
      body: { booked },
    });
    if (!answer.ok) return refuse(answer.problem, NOTHING);
    const { steppedBack, stays } = answer.data;
    const back = booked === 'step_back' ? words().steppedBack({ count: steppedBack }) : '';
    return { done: [words().stopped + back, ...stays.map((stay) => words().stays(stay))] };
  },
  give: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const scopes = PROXY_SCOPES.filter((scope) => scope === 'look' || form.getAll('scope').includes(scope));
    const values = { phone: text('phone'), name: text('name'), until: text('until'), scopes };
    const answer = await makeCall(event.fetch)(giveGrant, {
      body: { ...values, until: values.until || null, relation: 'family' },
    });
    return answer.ok ? { done: [writtenWords(answer.data, true)] } : refuse(answer.problem, values);
  },
};
