import type { People, Registered, Trail } from '@linggong/contracts/people.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import { checkCharacter } from '@linggong/rules/id-number.ts';
import { makeOperator, makeWorker, nextPhone, PLACES, regionId } from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const SANGNA = '540302208203';
const RUYI_VILLAGE = '540302208204';

let server: TestServer;
let township: TestClient;
let county: TestClient;
let elsewhere: TestClient;
let sangna: string;
let ruyi: string;

beforeAll(async () => {
  server = await startTestServer();
  township = (await makeOperator(server, PLACES.ruyi)).client;
  county = (await makeOperator(server, PLACES.karuo)).client;
  elsewhere = (await makeOperator(server, PLACES.jiangda)).client;
  sangna = await regionId(server, SANGNA);
  ruyi = await regionId(server, RUYI_VILLAGE);
});
afterAll(() => server.close());

let serial = 0;
/** An identity number that no other test has; `serial` odd: of a man. */
const idNumber = (born = '19800101') => {
  serial += 2;
  const first17 = `540302${born}${String(serial).padStart(3, '0')}`;
  return first17 + checkCharacter(first17);
};
const register = (input: object, by = township) =>
  by.post<Registered & Problem>('/people', { name: '达瓦卓玛', regionId: sangna, ...input });
const registered = (input: object, by = township) => expectStatus(register(input, by), 201);
const trail = async (id: string, by = county) =>
  (await expectStatus(by.get<Trail>(`/people/${id}/trail`), 200)).items;
const stored = async () => {
  const { connection } = server.deps;
  const all = await Promise.all(
    (await connection.listCollections()).map(({ name }) => connection.collection(name).find().toArray()),
  );
  return JSON.stringify(all);
};

describe('somebody is registered who has neither account nor phone', () => {
  test('with all that the desk is told, and nothing made up', async () => {
    const phone = nextPhone();
    const person = await registered({
      name: ' 白玛央金卓玛 ',
      nameBo: 'པདྨ་དབྱངས་ཅན་སྒྲོལ་མ་',
      sex: 'female',
      age: 52,
      skills: '砌墙、编氆氇，会开拖拉机',
      callees: [{ kind: 'family', name: '扎西', relation: '儿子', phone }],
      worksAway: false,
      plateauResident: true,
      busy: [{ from: '05-10', to: '06-30', words: '挖虫草' }],
    });
    expect(person).toMatchObject({
      name: '白玛央金卓玛',
      label: '白玛央金卓玛',
      nameBo: 'པདྨ་དབྱངས་ཅན་སྒྲོལ་མ་',
      birthDate: null,
      birthYear: server.deps.clock().getUTCFullYear() - 52,
      phone: null,
      callees: [{ kind: 'family', name: '扎西', relation: '儿子', phone }],
      busy: [{ from: '05-10', to: '06-30', words: '挖虫草' }],
      account: 'none',
      registeredBy: '如意乡劳务服务点',
      idSeen: false,
    });
    expect(person.regionNames.at(-1)).toContain('桑那村');
    expect(await expectStatus(county.get<Registered>(`/people/${person.id}`), 200)).toEqual(person);
  });

  test('an identity number gives birth date and sex, and is kept nowhere', async () => {
    const number = idNumber('19620314');
    const person = await registered({ name: '仁增', idNumber: ` ${number.slice(0, 6)} ${number.slice(6)}` });
    expect(person).toMatchObject({
      birthDate: '1962-03-14',
      birthYear: null,
      sex: 'female',
      idLastFour: number.slice(-4),
      idSeen: true,
    });
    const key = 'a-key-for-this-one';
    const again = { name: '仁青', regionId: sangna, idNumber: idNumber('19620315') };
    await expectStatus(township.send('POST', '/people', again, { headers: { 'idempotency-key': key } }), 201);
    const all = await stored();
    expect(all).not.toContain(number);
    expect(all).not.toContain(again.idNumber);
  });

  test.each([
    ['15 figures', { idNumber: '542121620314002' }, 'people.id_number', '15 位'],
    ['a wrong check', { idNumber: '540302196203140020' }, 'people.id_number', '有一位不对'],
    ['another birth date', { idNumber: 'valid', birthDate: '1970-01-01' }, 'request.invalid', ''],
    ['another sex', { idNumber: 'valid', sex: 'male' }, 'request.invalid', ''],
    ['a day to come', { birthDate: '2099-01-01' }, 'request.invalid', ''],
    ['no name', { name: ' ' }, 'request.invalid', ''],
    ['no phone number', { phone: '12345' }, 'auth.phone_invalid', ''],
  ])('%s is refused, without a word of it', async (_, input, code, said) => {
    const sent =
      'idNumber' in input && input.idNumber === 'valid' ? { ...input, idNumber: idNumber() } : input;
    const { body } = await register(sent);
    expect(body.code).toBe(code);
    expect(body.detail + JSON.stringify(body.errors)).toContain(said);
    if ('idNumber' in sent && sent.idNumber) expect(JSON.stringify(body)).not.toContain(sent.idNumber);
  });

  test('by the desks in charge of the place alone', async () => {
    expect((await register({}, elsewhere)).body.code).toBe('auth.forbidden');
    expect((await register({}, (await makeWorker(server)).client)).body.code).toBe('auth.forbidden');
    const city = await regionId(server, PLACES.city);
    expect((await register({ regionId: city })).body.code).toBe('request.invalid');
    const person = await registered({ name: '旺姆' });
    for (const path of ['', '/trail'])
      expect((await elsewhere.get<Problem>(`/people/${person.id}${path}`)).body.code).toBe(
        'person.not_found',
      );
    const { items } = await expectStatus(elsewhere.get<People>('/people'), 200);
    expect(items).toEqual([]);
  });
});

describe('two desks register one number at the same moment', () => {
  test('and there is one record, of which the other is told as far as it may see', async () => {
    for (let round = 0; round < 10; round++) {
      const number = idNumber();
      const inputs = [township, county, township, county].map((by) =>
        register({ name: '拥宗', idNumber: number }, by),
      );
      const answers = await Promise.all(inputs);
      const made = answers.filter(({ status }) => status === 201);
      expect(made).toHaveLength(1);
      for (const { status, body } of answers.filter(({ status: s }) => s !== 201)) {
        expect(status).toBe(409);
        expect(body).toMatchObject({ code: 'people.known', known: { id: made[0]!.body.id } });
        expect(body.known?.label).toBe('拥宗（如意乡桑那村）');
        expect(JSON.stringify(body)).not.toContain(number);
      }
    }
  });

  test('a desk that is not in charge learns where to ask, and that it tried stands in the trail', async () => {
    const number = idNumber();
    const person = await registered({ name: '索朗旺堆', idNumber: number });
    const jiangda = await regionId(server, '540321100205');
    const { body } = await register({ name: '索朗', regionId: jiangda, idNumber: number }, elsewhere);
    expect(body).toMatchObject({ code: 'people.known', known: { id: null, label: '' } });
    expect(body.known?.office).toContain('劳务服务点');
    expect(JSON.stringify(body)).not.toContain('索朗旺堆');
    expect((await trail(person.id)).map(({ kind }) => kind)).toContain('id_met');
  });
});

describe('people of one name', () => {
  test('are told apart by their village and by who came first, for good', async () => {
    const name = '次仁拉姆';
    const first = await registered({ name });
    expect(first.label).toBe(name);
    const second = await registered({ name: '次仁·拉姆' });
    expect(second.label).toBe('次仁·拉姆（如意乡桑那村，第 2 位）');
    const other = await registered({ name, regionId: ruyi });
    const { items } = await expectStatus(
      township.get<People>(`/people?q=${encodeURIComponent('次仁拉姆')}`),
      200,
    );
    expect(new Map(items.map(({ id, label }) => [id, label]))).toEqual(
      new Map([
        [first.id, '次仁拉姆（如意乡桑那村，第 1 位）'],
        [second.id, '次仁·拉姆（如意乡桑那村，第 2 位）'],
        [other.id, '次仁拉姆（如意乡如意村）'],
      ]),
    );
    // Who moves away takes nobody's place, and leaves none behind.
    await expectStatus(
      township.patch(`/people/${first.id}`, { regionId: ruyi, revision: first.revision }),
      200,
    );
    const third = await registered({ name });
    expect(third.label).toBe('次仁拉姆（如意乡桑那村，第 3 位）');
    expect((await expectStatus(township.get<Registered>(`/people/${first.id}`), 200)).label).toBe(
      '次仁拉姆（如意乡如意村，第 2 位）',
    );
  });

  test('at once, and each has an ordinal of their own', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => registered({ name: '嘎玛曲珍' })));
    const { items } = await expectStatus(
      township.get<People>(`/people?q=${encodeURIComponent('嘎玛曲珍')}`),
      200,
    );
    expect(new Set(items.map(({ label }) => label)).size).toBe(made.length);
  });
});

describe('the list', () => {
  test('is searched in either script and by village, page by page', async () => {
    const bo = 'བཀྲ་ཤིས་ཚེ་རིང་';
    const person = await registered({ name: '扎西次仁', nameBo: bo, regionId: ruyi });
    const find = async (query: string) =>
      (await expectStatus(county.get<People>(`/people?${query}`), 200)).items.map(({ id }) => id);
    expect(await find(`q=${encodeURIComponent('ཚེ་རིང')}`)).toEqual([person.id]);
    expect(await find(`q=${encodeURIComponent('西次')}`)).toContain(person.id);
    expect(await find(`q=${encodeURIComponent('.*')}`)).toEqual([]);
    expect(await find(`region=${sangna}`)).not.toContain(person.id);
    expect(await find(`region=${ruyi}`)).toContain(person.id);
  });
});

describe('a record is changed', () => {
  test('by who saw it as it is, and what was changed stands in the trail without what it was', async () => {
    const person = await registered({ name: '旦增' });
    const change = { birthDate: '1971-02-03', skills: '木匠', revision: person.revision };
    const [one, two] = await Promise.all(
      [township, county].map((by) => by.patch<Registered & Problem>(`/people/${person.id}`, change)),
    );
    expect([one!.status, two!.status].sort()).toEqual([200, 409]);
    const { items } = await expectStatus(county.get<Trail>(`/people/${person.id}/trail`), 200);
    const changed = items.find(({ kind }) => kind === 'changed');
    expect(changed).toMatchObject({ about: { fields: ['birthDate', 'skills'] } });
    expect(JSON.stringify(items)).not.toContain('1971');
  });

  test('not to an identity number that another has', async () => {
    const number = idNumber();
    const known = await registered({ name: '平措', idNumber: number });
    const other = await registered({ name: '平措' });
    const { body } = await county.patch<Problem>(`/people/${other.id}`, {
      idNumber: number,
      revision: other.revision,
    });
    expect(body).toMatchObject({ code: 'people.known', known: { id: known.id } });
  });

  test('nor one number after the other without an end: each that is looked for counts, found or not', async () => {
    const prober = (await makeOperator(server, PLACES.ruyi)).client;
    const number = idNumber();
    const known = await registered({ name: '次旦', idNumber: number });
    const stale = (idNumber: string) =>
      prober.patch<Problem>(`/people/${known.id}`, { idNumber, revision: 99 });
    expect((await register({ idNumber: number }, prober)).body.code).toBe('people.known');
    expect((await stale(idNumber())).body.code).toBe('people.changed_meanwhile');
    const { tallies } = server.deps.models;
    const counted = await tallies.find({ _id: { $regex: '^cap:id_numbers:' } }).lean();
    const [own] = counted.filter(({ count }) => count === 2);
    await tallies.updateOne({ _id: own!._id }, { $set: { count: server.deps.caps.id_numbers } });
    const refused = await stale(idNumber());
    expect([refused.status, refused.body.code]).toEqual([429, 'cap.reached']);
    expect(refused.body.detail).toContain('身份证号');
    // Who has shown no number is registered all the same.
    expect((await register({ name: '没带证' }, prober)).status).toBe(201);
  });
});

describe('the trail', () => {
  test('says who registered and who looked, once an hour for each', async () => {
    const person = await registered({ name: '阿旺' });
    for (let i = 0; i < 3; i++)
      await Promise.all([township, county].map((by) => by.get(`/people/${person.id}`)));
    const acts = await trail(person.id, township);
    expect(acts.map(({ kind, by }) => `${kind} ${by.office}`).sort()).toEqual([
      'looked 卡若区零工站',
      'looked 如意乡劳务服务点',
      'registered 如意乡劳务服务点',
    ]);
    expect(acts.every(({ by }) => by.name.startsWith('审核员'))).toBe(true);
  });

  test('is nobody’s own that has none', async () => {
    const worker = await makeWorker(server);
    expect(await expectStatus(worker.client.get<Trail>('/me/trail'), 200)).toEqual({
      items: [],
      nextCursor: null,
    });
  });
});
