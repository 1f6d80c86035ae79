import { countMyPeople } from '@linggong/contracts/api/bookings.ts';
import { endAllDevices, endDevice, endOtherDevices, listDevices } from '@linggong/contracts/api/devices.ts';
import { changePerson, signOut } from '@linggong/contracts/api/identity.ts';
import { fail, redirect } from '@sveltejs/kit';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { narrowest, regionChoices } from '#lib/api/region-chain.ts';
import { DISPLAY_COOKIE, displayCookie, parseDisplay } from '#lib/features/display/display.ts';
import { safePath } from '#lib/nav/paths.ts';
import { siteCookie } from '#lib/server/cookies.ts';
import { requireMe } from '#lib/server/guard.ts';
import { wordsOf } from '#lib/words/words.ts';
import type { Actions, PageServerLoad } from './$types';

const me = () => wordsOf('me');

const YEAR_SECONDS = 31_536_000;

export const load: PageServerLoad = async (event) => {
  const signedIn = requireMe(event);
  const people = await makeCall(event.fetch)(countMyPeople);
  return {
    me: signedIn,
    people: people.ok ? people.data.people : 0,
    devices: orThrow(await makeCall(event.fetch)(listDevices)).items,
    now: new Date(),
    display: event.locals.display,
    choices: await regionChoices(makeCall(event.fetch), signedIn.person.regionId),
    to: safePath(event.url.searchParams.get('to')),
  };
};

export const actions: Actions = {
  person: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const call = makeCall(event.fetch);
    const regions = ['region.county', 'region.township', 'region.village'].map(text);
    const values = {
      name: text('name'),
      birthDate: text('birthDate') || null,
      regionId: (await narrowest(call, regions)) || null,
      plateauResident: form.has('plateauResident'),
    };
    const answer = await call(changePerson, { body: values });
    if (!answer.ok) return refuse(answer.problem, values);
    const to = safePath(event.url.searchParams.get('to'));
    if (to !== '/') redirect(303, to);
    return { saved: true };
  },
  display: async ({ request, cookies, url }) => {
    const form = await request.formData();
    const display = parseDisplay(`${form.get('theme')}.${form.get('type')}`);
    cookies.set(DISPLAY_COOKIE, displayCookie(display), { ...siteCookie(url), maxAge: YEAR_SECONDS });
    redirect(303, '/me');
  },
  'sign-out': async ({ fetch }) => {
    await makeCall(fetch)(signOut);
    redirect(303, '/');
  },
  /** Named so that whatever looks for the end of a session in the address finds it. */
  'sign-out-everywhere': async (event) => {
    requireMe(event);
    const answer = await makeCall(event.fetch)(endAllDevices);
    if (!answer.ok) return fail(answer.problem.status, { devices: { problem: answer.problem.detail } });
    redirect(303, '/');
  },
  'end-device': async (event) => {
    requireMe(event);
    const id = String((await event.request.formData()).get('device') ?? '');
    const answer = await makeCall(event.fetch)(endDevice, { params: { id } });
    if (!answer.ok) return fail(answer.problem.status, { devices: { problem: answer.problem.detail } });
    return { devices: { done: me().devices.ended } };
  },
  'end-others': async (event) => {
    requireMe(event);
    const answer = await makeCall(event.fetch)(endOtherDevices);
    if (!answer.ok) return fail(answer.problem.status, { devices: { problem: answer.problem.detail } });
    return { devices: { done: me().devices.othersEnded } };
  },
};
