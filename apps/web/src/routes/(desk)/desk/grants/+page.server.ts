import { putFile } from '@linggong/contracts/api/files.ts';
import { readPerson } from '@linggong/contracts/api/people.ts';
import {
  addBroker,
  endGrant,
  listBrokers,
  listGrants,
  lookAtGrant,
  recordGrant,
  removeBroker,
  sendConsentCode,
} from '@linggong/contracts/api/proxies.ts';
import { BOOKED_AFTERWARDS, PROXY_RELATIONS, PROXY_SCOPES } from '@linggong/contracts/proxy.ts';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { writtenWords } from '#lib/features/proxies/written.ts';
import { atCounty } from '#lib/server/at-county.ts';
import { requireMe } from '#lib/server/guard.ts';
import { sendOn } from '#lib/server/send-on.ts';
import { wordsOf } from '#lib/words/words.ts';
import type { Actions, PageServerLoad } from './$types';

const words = () => wordsOf('proxies').desk;
const WHICH = ['doubtful', 'live', 'ended', 'all'] as const;

export const load: PageServerLoad = async (event) => {
  const which = WHICH.find((each) => each === event.url.searchParams.get('which')) ?? 'all';
  const person = event.url.searchParams.get('person') ?? '';
  const proxy = event.url.searchParams.get('proxy');
  const call = makeCall(event.fetch);
  const county = atCounty(event);
  const [grants, brokers, found] = await Promise.all([
    call(listGrants, { query: { which, proxy, cursor: event.url.searchParams.get('cursor') } }),
    county.length > 0 ? call(listBrokers) : null,
    person ? call(readPerson, { params: { id: person } }) : null,
  ]);
  return {
    which,
    person: found?.ok ? { id: found.data.id, label: found.data.label } : null,
    proxy,
    list: orThrow(grants),
    brokers: brokers ? orThrow(brokers).items : null,
    county: county.map(({ regionId, regionName }) => ({ regionId, regionName })),
    now: new Date(),
  };
};

/** What was typed of a grant, to stand there again. */
function typedIn(form: FormData) {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const scopes = form.getAll('scope');
  return {
    phone: text('phone'),
    name: text('name'),
    relation: text('relation'),
    scopes: PROXY_SCOPES.filter((scope) => scope === 'look' || scopes.includes(scope)),
    how: text('how'),
    witness: text('witness'),
    until: text('until'),
    paper: text('paper'),
  };
}

export const actions: Actions = {
  record: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const values = typedIn(form);
    const consent =
      values.how === 'code'
        ? { kind: 'code' as const, code: String(form.get('code') ?? '').trim() }
        : values.how === 'family_book'
          ? { kind: 'family_book' as const }
          : values.how === 'paper'
            ? { kind: 'paper' as const, fileId: values.paper }
            : { kind: 'witness' as const, witness: values.witness };
    const answer = await makeCall(event.fetch)(recordGrant, {
      body: {
        personId: String(form.get('personId') ?? ''),
        phone: values.phone,
        name: values.name,
        relation: PROXY_RELATIONS.find((each) => each === values.relation) ?? 'family',
        scopes: values.scopes,
        until: values.until || null,
        consent,
      },
    });
    return answer.ok ? { done: writtenWords(answer.data, false) } : refuse(answer.problem, values);
  },
  code: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const values = { ...typedIn(form), how: 'code' };
    const answer = await makeCall(event.fetch)(sendConsentCode, {
      body: { personId: String(form.get('personId') ?? '') },
    });
    return answer.ok
      ? { done: words().codeSent({ phone: answer.data.phoneMasked }), values }
      : refuse(answer.problem, values);
  },
  paper: async (event) => {
    requireMe(event);
    const answer = await sendOn(event)(putFile, { query: { kind: 'consent_paper' } });
    return answer.ok ? { done: words().paperKept, paper: answer.data.id } : refuse(answer.problem, null);
  },
  look: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const answer = await makeCall(event.fetch)(lookAtGrant, {
      params: { id: String(form.get('grant') ?? '') },
      body: { remark: String(form.get('remark') ?? '') },
    });
    return answer.ok ? { done: words().saved } : refuse(answer.problem, null);
  },
  stop: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const booked = BOOKED_AFTERWARDS.find((each) => each === form.get('booked')) ?? 'stands';
    const answer = await makeCall(event.fetch)(endGrant, {
      params: { id: String(form.get('grant') ?? '') },
      body: { booked },
    });
    if (!answer.ok) return refuse(answer.problem, null);
    const { steppedBack, stays } = answer.data;
    const { mine } = wordsOf('proxies');
    const back = booked === 'step_back' ? mine.steppedBack({ count: steppedBack }) : '';
    return { done: [words().stopped + back, ...stays.map((stay) => mine.stays(stay))].join(' ') };
  },
  broker: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const answer = await makeCall(event.fetch)(addBroker, {
      body: { phone: String(form.get('phone') ?? ''), regionId: String(form.get('regionId') ?? '') },
    });
    return answer.ok ? { done: words().brokerAdded } : refuse(answer.problem, null);
  },
  unbroker: async (event) => {
    requireMe(event);
    const id = String((await event.request.formData()).get('broker') ?? '');
    const answer = await makeCall(event.fetch)(removeBroker, { params: { id } });
    return answer.ok ? { done: words().brokerRemoved } : refuse(answer.problem, null);
  },
};
