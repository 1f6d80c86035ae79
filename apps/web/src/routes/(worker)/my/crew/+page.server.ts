import { listMyPeople } from '@linggong/contracts/api/bookings.ts';
import {
  addCrewMember,
  addToCrewBooking,
  changeCrew,
  createCrew,
  getCrewBooking,
  leaveCrew,
  listMyCrews,
  replaceInCrew,
  withdrawCrew,
} from '@linggong/contracts/api/crews.ts';
import { getGig } from '@linggong/contracts/api/feed.ts';
import type { CrewBooking } from '@linggong/contracts/crew.ts';
import { fail, redirect } from '@sveltejs/kit';
import { type Answer, type Call, makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { shiftsOn } from '#lib/features/crews/crew-days.ts';
import { requireMe } from '#lib/server/guard.ts';
import { wordsOf } from '#lib/words/words.ts';
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
  const mine = orThrow(crews);
  const numbers = new Set(mine.bookings.flatMap(({ people, number }) => (people > 0 ? [number] : [])));
  const found = await Promise.all([...numbers].map((key) => call(getGig, { params: { key } })));
  // To what isn't public any more nobody is added.
  const gigs = found.flatMap((answer) => (answer.ok ? [answer.data] : []));
  return { ...mine, gigs, lets, origin: event.url.origin, now: new Date() };
};

const text = (form: FormData, name: string) => String(form.get(name) ?? '');

/** The days that are meant; null: none was ticked where there are several. */
const ticked = (form: FormData) => {
  const days = form.getAll('day').map(String);
  return form.get('ofDays') && days.length === 0 ? null : days;
};

const none = (detail: string) => fail(400, { problem: { code: 'none', detail } });
const nameOf = ({ members }: CrewBooking, id: string) =>
  members.find(({ personId }) => personId === id)?.name ?? '';

/** Runs one act and comes back to the page; or tells why not. */
const act =
  <A>(run: (call: Call, form: FormData) => Promise<Answer<A>>) =>
  async (event: RequestEvent) => {
    requireMe(event);
    const answer = await run(makeCall(event.fetch), await event.request.formData());
    if (!answer.ok) return refuse(answer.problem, {});
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
  addToBooking: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const [personId, shifts] = [text(form, 'person'), text(form, 'shifts')];
    if (!personId || !shifts) return none(wordsOf('crews').add.pick);
    const answer = await makeCall(event.fetch)(addToCrewBooking, {
      params: { id: text(form, 'booking') },
      body: { personId, shiftIds: shifts.split(',') },
    });
    if (answer.ok) return { added: nameOf(answer.data, personId) };
    const { cannot: [why] = [], detail } = answer.problem;
    return refuse({ ...answer.problem, detail: why?.detail ?? detail }, {});
  },
  replace: async (event) => {
    requireMe(event);
    const call = makeCall(event.fetch);
    const form = await event.request.formData();
    const days = ticked(form);
    if (!days) return fail(400, { pick: 'replace' as const });
    const params = { id: text(form, 'booking') };
    const [outId, inId] = [text(form, 'out'), text(form, 'in')];
    const booked = orThrow(await call(getCrewBooking, { params }));
    // What goes together goes as a whole.
    const shiftIds = booked.together ? null : shiftsOn(booked, outId, days);
    if (shiftIds?.length === 0) return none(wordsOf('crews').notThatDay({ name: nameOf(booked, outId) }));
    const answer = await call(replaceInCrew, { params, body: { outId, inId, shiftIds } });
    if (!answer.ok) return refuse(answer.problem, {});
    const several = booked.days.length > 1;
    const starts = booked.shifts.flatMap(({ id, startsAt }) =>
      several && startsAt && shiftIds?.includes(id) ? [startsAt] : [],
    );
    return { replaced: { out: nameOf(answer.data, outId), comes: nameOf(answer.data, inId), days: starts } };
  },
  withdraw: async (event) => {
    requireMe(event);
    const call = makeCall(event.fetch);
    const form = await event.request.formData();
    const days = ticked(form);
    if (!days) return fail(400, { pick: 'withdraw' as const });
    const params = { id: text(form, 'booking') };
    const booked = orThrow(await call(getCrewBooking, { params }));
    const named = booked.together
      ? booked.days
      : booked.days.filter(({ shiftIds: ids }) => ids.some((id) => days.includes(id)));
    if (named.length === 0) return none(wordsOf('crews').thatDayGone);
    // All of it is meant as it is then, and not as it was when the page was made.
    const shiftIds = named.length === booked.days.length ? null : named.flatMap(({ shiftIds: ids }) => ids);
    const answer = await call(withdrawCrew, { params, body: { shiftIds } });
    if (!answer.ok) return refuse(answer.problem, {});
    const { stays } = answer.data;
    if (stays.length > 0) return { stays: stays.map(({ name }) => name) };
    redirect(303, '/my/crew');
  },
};
