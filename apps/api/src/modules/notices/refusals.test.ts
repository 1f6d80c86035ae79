import { publishGig, shiftOn } from '@linggong/testkit/builders.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { beforeEach, expect, test } from 'vitest';
import { delivering } from './fixtures/delivering.ts';

const { allow, boss, clock, match, nextMorning, server, take, textsTo, withdraw } = await delivering();
let worker: Awaited<ReturnType<typeof nextMorning>>;
beforeEach(async () => {
  worker = await nextMorning();
});
const gigIn = (days: number) => publishGig(server, boss, { shifts: [shiftOn(server, days)] });
const left = () => server.deps.models.pushSubscriptions.countDocuments({ personId: worker.personId });

test.each([400, 401, 403, 413])(
  'a service that answers %i for good is left after three messages; others are told',
  async (status) => {
    const [dead, alive] = [await allow(worker.client), await allow(worker.client)];
    dead.answers.push(...Array.from({ length: 9 }, () => status));
    const gig = await gigIn(3);
    for (let i = 0; i < 3; i++) {
      expect(await left()).toBe(2);
      await match(worker.personId, gig, 'at_once');
      await settle(server);
      clock.advance({ minutes: 15 });
      await settle(server);
      expect(dead.answers).toHaveLength(9 - 1 - i);
    }
    expect(await left()).toBe(1);
    expect(alive.received).toHaveLength(3);
    await match(worker.personId, gig, 'at_once');
    await settle(server);
    expect(alive.received).toHaveLength(4);
    expect(dead.answers).toHaveLength(6);
  },
);

test('a refusal between messages that arrive ends nothing, and urgent news of a dead browser go by text', async () => {
  const phone = await allow(worker.client);
  const gig = await gigIn(3);
  for (let i = 0; i < 4; i++) {
    phone.answers.push(403, 201);
    for (let k = 0; k < 2; k++) {
      await match(worker.personId, gig, 'at_once');
      await settle(server);
    }
  }
  expect(await left()).toBe(1);
  expect(phone.received).toHaveLength(4);
  await take(worker, gig);
  phone.answers.push(403, 403, 403);
  await withdraw(gig);
  await settle(server);
  clock.advance({ minutes: 3 });
  await settle(server);
  expect(textsTo(worker.phone)).toHaveLength(1);
});
