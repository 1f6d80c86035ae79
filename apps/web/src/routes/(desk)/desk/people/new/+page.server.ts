import { listPeople, registerPerson } from '@linggong/contracts/api/people.ts';
import { fail, redirect } from '@sveltejs/kit';
import { queryString } from '#lib/api/address.ts';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { narrowest, regionChoices } from '#lib/api/region-chain.ts';
import { requireMe, requireRole } from '#lib/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

/** The village is kept from one to the next: a desk registers those of one village in a row. */
export const load: PageServerLoad = async (event) => {
  const [office] = requireRole(event, 'operator');
  const { url, fetch } = event;
  const place = url.searchParams.get('region') ?? office?.regionId ?? null;
  const id = url.searchParams.get('made');
  const call = makeCall(fetch);
  const [choices, latest] = await Promise.all([
    regionChoices(call, place),
    // From the list: opening the record would be one more look in their trail.
    id ? call(listPeople, { query: { region: place } }) : null,
  ]);
  const made = latest?.ok ? latest.data.items.find((person) => person.id === id) : undefined;
  return { choices, made: made ? { id: made.id, label: made.label } : null };
};

const NAMES = [
  'idNumber',
  'name',
  'nameBo',
  'sex',
  'birthDate',
  'age',
  'phone',
  'kind',
  'calleeName',
  'relation',
  'calleePhone',
  'skills',
  'away',
  'plateau',
  'busyFrom',
  'busyTo',
  'busyWords',
  'region.county',
  'region.township',
  'region.village',
] as const;
type Values = Record<(typeof NAMES)[number], string>;

const calleesOf = ({ kind, calleeName, relation, calleePhone }: Values) =>
  calleeName || calleePhone
    ? [
        {
          kind: kind === 'organiser' ? ('organiser' as const) : ('family' as const),
          name: calleeName,
          relation,
          phone: calleePhone,
        },
      ]
    : [];

export const actions: Actions = {
  default: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const values = Object.fromEntries(
      NAMES.map((name) => [name, String(form.get(name) ?? '').trim()]),
    ) as Values;
    const call = makeCall(event.fetch);
    const regionId = await narrowest(call, [
      values['region.county'],
      values['region.township'],
      values['region.village'],
    ]);
    const { busyFrom, busyTo, busyWords, away, sex } = values;
    const answer = await call(registerPerson, {
      body: {
        idNumber: values.idNumber,
        name: values.name,
        nameBo: values.nameBo,
        sex: sex === 'female' || sex === 'male' ? sex : null,
        birthDate: values.birthDate || null,
        age: /^\d{1,3}$/.test(values.age) ? Number(values.age) : null,
        regionId,
        phone: values.phone || null,
        callees: calleesOf(values),
        skills: values.skills,
        worksAway: away === '' ? null : away === 'yes',
        plateauResident: values.plateau === 'yes',
        busy: busyFrom || busyTo ? [{ from: busyFrom, to: busyTo, words: busyWords }] : [],
      },
    });
    if (!answer.ok) {
      const { status, data } = refuse(answer.problem, values);
      const choices = await regionChoices(call, regionId);
      return fail(status, { ...data, choices, known: answer.problem.known ?? null });
    }
    redirect(303, `/desk/people/new${queryString({ region: regionId, made: answer.data.id })}`);
  },
};
