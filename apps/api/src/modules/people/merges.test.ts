import type { Me } from '@linggong/contracts/account.ts';
import type { ClaimCode, Doubles, Merge, Registered, Unmerged } from '@linggong/contracts/people.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import { checkCharacter } from '@linggong/rules/id-number.ts';
import { makeOperator, nextPhone, PLACES, regionId } from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient, testClient } from '@linggong/testkit/client.ts';
import { Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type BookingWorld, bookingWorld } from '../bookings/fixtures/world.ts';

let world: BookingWorld;
let desk: TestClient;
let city: TestClient;
let village: TestClient;
let elsewhere: TestClient;
let sangna: string;

beforeAll(async () => {
  world = await bookingWorld();
  desk = (await makeOperator(world.server, PLACES.ruyi)).client;
  city = (await makeOperator(world.server, PLACES.city)).client;
  village = (await makeOperator(world.server, '540302208203')).client;
  elsewhere = (await makeOperator(world.server, PLACES.jiangda)).client;
  sangna = await regionId(world.server, '540302208203');
});
afterAll(() => world.server.close());
beforeEach(() => world.nextMorning());

const register = (input: object = {}, by = desk) =>
  expectStatus(by.post<Registered>('/people', { name: '达瓦卓玛', regionId: sangna, ...input }), 201);
const merge = (kept: { id: string }, gone: { id: string }, by = desk) =>
  by.post<Merge & Problem>('/merges', { keptId: kept.id, goneId: gone.id });
const undo = (id: string) => desk.post<Unmerged & Problem>(`/merges/${id}/undo`);
const read = ({ id }: { id: string }) => expectStatus(desk.get<Registered>(`/people/${id}`), 200);

/** Who books for somebody without a phone is another feature's: here the booking of a worker is given to them. */
async function bookedFor(person: { id: string }, day: number, title = '搬货') {
  const booked = await world.take(
    await world.worker(),
    await world.gig({ title, shifts: [world.shift(day)] }),
  );
  await world.server.deps.models.bookings.updateOne(
    { _id: new Types.ObjectId(booked.body.id) },
    { $set: { personId: new Types.ObjectId(person.id) } },
  );
  return booked.body.id;
}
const holderOf = async (bookingId: string) =>
  String((await world.server.deps.models.bookings.findById(bookingId).lean().orFail()).personId);
const doubles = async (by = desk) => (await expectStatus(by.get<Doubles>('/doubles'), 200)).items;

test('who is in the register twice is found by their own number, or by name, birth and village', async () => {
  const phone = nextPhone();
  const a = await register({ name: '扎西拉姆', birthDate: '1980-02-03' });
  const b = await register({ name: '扎西·拉姆', age: world.server.deps.clock().getUTCFullYear() - 1981 });
  const c = await register({ name: '别的名字', phone });
  const d = await register({ name: '次仁德吉', phone });
  await register({ name: '扎西拉姆' });
  await register({ name: '扎西拉姆', birthDate: '1960-02-03' });
  const found = (await doubles()).map(({ why, sides }) =>
    [why.join(), ...sides.map(({ id }) => id).sort()].join(' '),
  );
  expect(found.sort()).toEqual(
    [`name_birth ${[a.id, b.id].sort().join(' ')}`, `phone ${[c.id, d.id].sort().join(' ')}`].sort(),
  );
  expect(await doubles(elsewhere)).toEqual([]);
  const [pair] = await doubles();
  await expectStatus(desk.post(`/doubles/${pair!.id}/not-same`), 204);
  expect((await doubles()).map(({ id }) => id)).not.toContain(pair!.id);
});

test('what is asked of two follows whoever moves, and only who is in charge of both sees or settles it', async () => {
  const phone = nextPhone();
  const [stays, moves] = [
    await register({ name: '索朗旺姆', phone }),
    await register({ name: '旺姆', phone }),
  ];
  const pairOf = async (by: TestClient) =>
    (await doubles(by)).find(({ sides }) => sides.some(({ id }) => id === moves.id));
  const pair = (await pairOf(desk))!;
  const jiangda = await regionId(world.server, '540321100');
  const move = async (to: string) => {
    const { revision } = await expectStatus(city.get<Registered>(`/people/${moves.id}`), 200);
    await expectStatus(city.patch(`/people/${moves.id}`, { regionId: to, revision }), 200);
  };
  await move(jiangda);
  const settle = (by: TestClient) => by.post<Problem>(`/doubles/${pair.id}/not-same`);
  for (const by of [desk, elsewhere]) {
    expect(await pairOf(by)).toBeUndefined();
    expect((await settle(by)).body.code).toBe('person.not_found');
    expect((await merge(stays, moves, by)).body.code).toBe('person.not_found');
  }
  expect((await pairOf(city))?.id).toBe(pair.id);
  // One that was kept with the desks of before is nobody else's either.
  const { path } = await world.server.deps.models.regions.findById(sangna).lean().orFail();
  await world.server.deps.models.doubles.updateOne({ _id: pair.id }, { $set: { deskPath: path } });
  expect(await pairOf(desk)).toBeUndefined();
  expect((await settle(desk)).body.code).toBe('person.not_found');
  await move(sangna);
  expect((await pairOf(village))?.id).toBe(pair.id);
  await expectStatus(settle(desk), 204);
});

test('so is what is asked of somebody who came by themself, and what a merge asks again', async () => {
  const phone = nextPhone();
  const kept = await register({ name: '仁增', phone });
  const gone = await register({ name: '仁增', phone });
  const idOf = async (by: TestClient) =>
    (await doubles(by)).find(({ sides }) => sides.some(({ id }) => id === gone.id))?.id;
  const { id } = await expectStatus(merge(kept, gone), 201);
  const jiangda = await regionId(world.server, '540321100');
  const { revision } = await read(kept);
  await expectStatus(city.patch(`/people/${kept.id}`, { regionId: jiangda, revision }), 200);
  await expectStatus(city.post(`/merges/${id}/undo`), 200);
  expect([await idOf(desk), await idOf(elsewhere)]).toEqual([undefined, undefined]);
  expect(await idOf(city)).toBeDefined();
  const worker = await came({ name: '仁增旺姆' });
  const record = await register({ name: '旺久', phone: worker.phone });
  const ofWorker = async () =>
    (await doubles()).some(({ sides }) => sides.some(({ id }) => id === record.id));
  expect(await ofWorker()).toBe(true);
  await expectStatus(worker.client.patch('/me/person', { regionId: jiangda }), 200);
  expect(await ofWorker()).toBe(false);
});

test('a merge is undone after bookings: each has what it had, what was made since stays and is said', async () => {
  const kept = await register({ name: '央宗', age: 45 });
  const gone = await register({ name: '央宗', age: 45, nameBo: 'དབྱངས་འཛོམས', skills: '砌墙' });
  const own = await bookedFor(kept, 1);
  const brought = await bookedFor(gone, 2);
  const done = await expectStatus(merge(kept, gone), 201);
  expect([await holderOf(own), await holderOf(brought)]).toEqual([kept.id, kept.id]);
  const merged = await read(gone);
  expect(merged).toMatchObject({ id: kept.id, nameBo: 'དབྱངས་འཛོམས', skills: '砌墙', label: '央宗' });
  await expectStatus(
    city.patch(`/people/${kept.id}`, { skills: '砌墙、木匠', revision: merged.revision }),
    200,
  );
  world.until(1, 1);
  const since = await bookedFor(kept, 4, '修水渠');
  const apart = await expectStatus(undo(done.id), 200);
  expect(apart).toMatchObject({ putBack: 1, stays: ['修水渠'], merge: { undoneAt: expect.any(String) } });
  const holders = [await holderOf(own), await holderOf(brought), await holderOf(since)];
  expect(holders).toEqual([kept.id, gone.id, kept.id]);
  expect(await read(kept)).toMatchObject({ nameBo: '', skills: '砌墙、木匠' });
  expect(await read(gone)).toMatchObject({ id: gone.id, nameBo: 'དབྱངས་འཛོམས', skills: '砌墙' });
  expect((await undo(done.id)).body.code).toBe('people.changed_meanwhile');
});

test('an identity number goes along, and comes back', async () => {
  const first17 = '54030219850607004';
  const idNumber = first17 + checkCharacter(first17);
  const gone = await register({ name: '卓嘎', idNumber });
  const kept = await register({ name: '卓嘎' });
  const { id } = await expectStatus(merge(kept, gone), 201);
  expect(await read(kept)).toMatchObject({ idSeen: true, birthDate: '1985-06-07' });
  const again = await desk.post<Problem>('/people', { name: '卓嘎', regionId: sangna, idNumber });
  expect(again.body).toMatchObject({ code: 'people.known', known: { id: kept.id } });
  await expectStatus(undo(id), 200);
  expect(await read(kept)).toMatchObject({ idSeen: false, birthDate: null });
  expect(await read(gone)).toMatchObject({ idSeen: true, birthDate: '1985-06-07' });
});

test('not where two are held at one time, and by an office that checks papers alone, once', async () => {
  const [kept, gone] = [await register({ name: '罗布' }), await register({ name: '罗布' })];
  await bookedFor(kept, 6);
  await bookedFor(gone, 6, '卸水泥');
  const { status, body } = await merge(kept, gone);
  expect([status, body.code]).toEqual([409, 'people.in_the_way']);
  expect(body.detail).toContain('“卸水泥”和另一份报的活时间碰上了');
  const [a, b] = [await register({ name: '群培' }), await register({ name: '群培' })];
  expect((await merge(a, b, village)).body.code).toBe('auth.forbidden');
  expect((await merge(a, b, elsewhere)).body.code).toBe('person.not_found');
  const answers = await Promise.all([merge(a, b), merge(b, a), merge(a, b, city)]);
  expect(answers.filter(({ status: s }) => s === 201)).toHaveLength(1);
});

/** Somebody who came by themself, at home in the village; gives their record's id too. */
async function came(person: object) {
  const worker = await world.worker({ name: '格桑' });
  await expectStatus(worker.client.patch('/me/person', { regionId: sangna, ...person }), 200);
  const { person: is } = await expectStatus(worker.client.get<Me>('/me'), 200);
  return { ...worker, id: is.id };
}

test('nobody makes themself who another is', async () => {
  const operator = await makeOperator(world.server, PLACES.ruyi);
  await expectStatus(operator.client.patch('/me/person', { name: '边巴', regionId: sangna }), 200);
  const { person: own } = await expectStatus(operator.client.get<Me>('/me'), 200);
  const record = await register({ name: '边巴' }, operator.client);
  const { status, body } = await merge(record, own, operator.client);
  expect([status, body.code]).toEqual([409, 'people.in_the_way']);
  expect(body.detail).toContain('有你自己');
  expect((await read(record)).account).toBe('none');
});

test.each([
  ['another name', { name: '尼玛' }, {}, false],
  ['another birth', { name: '格桑', birthDate: '1990-01-01' }, { birthDate: '1970-01-01' }, false],
  ['the same name, of which no birth is known', { name: '格桑' }, { birthDate: '1970-01-01' }, true],
  ['the number that the desk wrote down first', { name: '尼玛', phone: 'own' }, {}, true],
] as const)('an account goes along to a record of %s: %s', async (_, record, own, goes) => {
  const worker = await came(own);
  const input = 'phone' in record ? { ...record, phone: worker.phone } : record;
  const kept = await register(input);
  const { status, body } = await merge(kept, worker);
  expect([status, body.code]).toEqual(goes ? [201, undefined] : [409, 'people.in_the_way']);
  expect((await read(kept)).account).toBe(goes ? 'with_phone' : 'none');
});

test('nor by a number that was written into it for that', async () => {
  const worker = await came({ name: '格桑' });
  const kept = await register({ name: '尼玛' });
  const change = { phone: worker.phone, revision: kept.revision };
  await expectStatus(desk.patch(`/people/${kept.id}`, change), 200);
  expect((await merge(kept, worker)).body.code).toBe('people.in_the_way');
});

test('no code crosses a merge, and what somebody signed in to since is not taken apart', async () => {
  const [kept, gone] = [await register({ name: '益西' }), await register({ name: '益西' })];
  const codeOf = async ({ id }: { id: string }) =>
    (await expectStatus(desk.post<ClaimCode>(`/people/${id}/claim-code`), 201)).code;
  const { terms, privacy } = world.server.deps.texts;
  const consent = { terms: terms.version, privacy: privacy.version };
  const enter = (code: string) => testClient(world.server).post<Problem>('/session/claim', { code, consent });
  const open = [await codeOf(kept), await codeOf(gone)];
  const done = await expectStatus(merge(kept, gone), 201);
  for (const code of open) expect((await enter(code)).body.code).toBe('people.claim_wrong');
  await expectStatus(enter(await codeOf(kept)), 200);
  const { status, body } = await undo(done.id);
  expect([status, body.code]).toEqual([409, 'people.in_the_way']);
  expect((await read(gone)).id).toBe(kept.id);
});
