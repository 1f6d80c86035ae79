import type { NoticesPage } from '@linggong/contracts/notice.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { bookingWorld } from './fixtures/world.ts';

let world: Awaited<ReturnType<typeof bookingWorld>>;
beforeAll(async () => {
  world = await bookingWorld();
});
afterAll(() => world.server.close());
beforeEach(() => world.nextMorning());

type Worker = Awaited<ReturnType<typeof world.worker>>;
const rename = ({ client }: Worker, name: string) => client.patch('/me/person', { name });
async function confirmed(name: string) {
  const worker = await world.worker({ name });
  const gig = await world.gig({ shifts: [world.shift(2)] });
  expect((await world.take(worker, gig)).status).toBe(201);
  return { worker, gig };
}
const shown = async (gig: { id: string }) =>
  (await world.of(gig)).map(({ person }) => [person.name, person.formerName]);
async function told(gig: { id: string }) {
  await settle(world.server);
  const { body } = await world.boss.client.get<NoticesPage>('/me/notices');
  return body.items.filter(({ kind, href }) => kind === 'booking.renamed' && href.includes(gig.id));
}

test('whom an employer chose goes on under that name too, until the work is over; they hear of it, without a name', async () => {
  const { worker, gig } = await confirmed('洛桑扎西');
  expect(await shown(gig)).toEqual([['洛桑扎西', null]]);
  expect((await rename(worker, '多吉次仁')).status).toBe(200);
  expect(await shown(gig)).toEqual([['多吉次仁', '洛桑扎西']]);
  const [notice, ...more] = await told(gig);
  expect(more).toEqual([]);
  expect(notice!.title).toContain('改了名字');
  expect(JSON.stringify(notice)).not.toMatch(/洛桑扎西|多吉次仁/);

  // The name that was chosen stays, however many came since; and back is back.
  await rename(worker, '平措');
  expect(await shown(gig)).toEqual([['平措', '洛桑扎西']]);
  await rename(worker, '洛桑扎西');
  expect(await shown(gig)).toEqual([['洛桑扎西', null]]);
  expect(await told(gig)).toHaveLength(2);
});

test('when the work is over a new name is a new name', async () => {
  const { worker, gig } = await confirmed('央金');
  world.until(2, 19);
  expect((await rename(worker, '央金卓玛')).status).toBe(200);
  expect(await shown(gig)).toEqual([['央金卓玛', null]]);
  expect(await told(gig)).toEqual([]);
});

test('nothing is said where it is the same name, of who only asks, or who stepped back', async () => {
  const same = await confirmed('阿旺');
  await rename(same.worker, ' 阿 旺 ');
  expect(await told(same.gig)).toEqual([]);
  const asks = await world.worker({ name: '格桑' });
  const chosen = await world.gig({ shifts: [world.shift(2)], bookingMode: 'choose' });
  await world.take(asks, chosen);
  await rename(asks, '格桑梅朵');
  expect((await world.of(chosen))[0]!.person).toMatchObject({ name: '格***', formerName: null });
  expect(await told(chosen)).toEqual([]);
});
