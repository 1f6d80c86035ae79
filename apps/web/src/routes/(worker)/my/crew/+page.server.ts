import { listMyPeople } from '@linggong/contracts/api/bookings.ts';
import {
  addCrewMember,
  changeCrew,
  createCrew,
  leaveCrew,
  listMyCrews,
  replaceInCrew,
  withdrawCrew,
} from '@linggong/contracts/api/crews.ts';
import { redirect } from '@sveltejs/kit';
import { type Answer, type Call, makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  requireMe(event);
  const call = makeCall(event.fetch);
  const [crews, people] = await Promise.all([call(listMyCrews), call(listMyPeople)]);
  // Whom one may take work for is whom one can take into a crew without their own tap.
  const lets = orThrow(people).items.flatMap(({ person, grant }) =>
    grant.scopes.includes('book')
      ? [{ id: person.id, name: person.name, village: person.regionNames.at(-1) }]
      : [],
  );
  return { ...orThrow(crews), lets, origin: event.url.origin, now: new Date() };
};

const text = (form: FormData, name: string) => String(form.get(name) ?? '');

type Said = { replaced?: boolean; stays?: string[] };

/** Runs one act and says what `said` makes of it, else comes back to the page; or tells why not. */
const act =
  <A>(run: (call: Call, form: FormData) => Promise<Answer<A>>, said: (done: A) => Said | null = () => null) =>
  async (event: RequestEvent) => {
    requireMe(event);
    const answer = await run(makeCall(event.fetch), await event.request.formData());
    if (!answer.ok) return refuse(answer.problem, {});
    const words = said(answer.data);
    if (words) return words;
    redirect(303, '/my/crew');
  };
const given = (form: FormData) => ({
  name: text(form, 'name'),
  pickUp: { text: text(form, 'pickUp'), regionId: text(form, 'pickUpRegion') || null },
});

export const actions: Actions = {
  create: act((call, form) => call(createCrew, { body: given(form) })),
  change: act((call, form) => call(changeCrew, { params: { id: text(form, 'crew') }, body: given(form) })),
  add: act((call, form) =>
    call(addCrewMember, { params: { id: text(form, 'crew') }, body: { personId: text(form, 'person') } }),
  ),
  leave: act((call, form) =>
    call(leaveCrew, { params: { id: text(form, 'crew'), person: text(form, 'person') } }),
  ),
  replace: act(
    (call, form) =>
      call(replaceInCrew, {
        params: { id: text(form, 'booking') },
        body: { outId: text(form, 'out'), inId: text(form, 'in') },
      }),
    () => ({ replaced: true }),
  ),
  withdraw: act(
    (call, form) => call(withdrawCrew, { params: { id: text(form, 'booking') } }),
    ({ stays }) => (stays.length > 0 ? { stays: stays.map(({ name }) => name) } : null),
  ),
};
