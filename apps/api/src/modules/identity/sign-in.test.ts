import type { CodeSent, Me } from '@linggong/contracts/account.ts';
import { nextPhone } from '@linggong/testkit/builders.ts';
import { type Answer, testClient } from '@linggong/testkit/client.ts';
import { movableClock } from '@linggong/testkit/clock.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const clock = movableClock();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ clock: clock.now });
});
afterAll(() => server.close());

const wrongOf = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

async function askCode(phone: string): Promise<string> {
  const { status } = await testClient(server).post<CodeSent>('/session/code', { phone });
  expect(status).toBe(200);
  return server.sms.codeTo(phone);
}

describe('asking for a code', () => {
  test('the answer is the same for a new number and for one with an account', async () => {
    const known = nextPhone();
    await testClient(server).signIn(known);
    clock.advance({ minutes: 2 });
    const answers = [];
    for (const phone of [known, nextPhone()])
      answers.push(await testClient(server).post('/session/code', { phone }));
    const [a, b] = answers.map(({ status, body, headers }) => ({
      status,
      body: { ...body, phoneMasked: 'x' },
      headers: [...headers.keys()].sort(),
    }));
    expect(a).toEqual(b);
    expect(a?.body).toEqual({ phoneMasked: 'x', expiresInSeconds: 300, resendInSeconds: 60 });
  });

  test('the message names the code, and neither it nor the number is in the database or the answer', async () => {
    const phone = nextPhone();
    const { body, headers } = await testClient(server).post<CodeSent>('/session/code', { phone });
    const code = server.sms.codeTo(phone);
    expect(server.sms.lastTo(phone)).toContain(`验证码 ${code}`);
    expect(body.phoneMasked).toBe(`${phone.slice(3, 6)}****${phone.slice(-4)}`);
    expect(headers.get('cache-control')).toBe('no-store');
    const { codes, tallies } = server.deps.models;
    const stored = JSON.stringify([await codes.find().lean(), await tallies.find().lean()]);
    expect(stored).not.toContain(code);
    expect(stored).not.toContain(phone.slice(1));
  });

  test('a minute apart, five in an hour, ten in a day, each with the time to wait', async () => {
    const phone = nextPhone();
    const ask = () => testClient(server).post('/session/code', { phone });
    const refused = async (most: number) => {
      const { status, body, headers } = await ask();
      expect({ status, code: body.code }).toEqual({ status: 429, code: 'auth.too_many_codes' });
      expect(body.retryAfterSeconds).toBeGreaterThan(0);
      expect(body.retryAfterSeconds).toBeLessThanOrEqual(most);
      expect(headers.get('retry-after')).toBe(String(body.retryAfterSeconds));
    };
    for (const hour of [1, 2]) {
      for (const _ of Array(5)) {
        expect((await ask()).status).toBe(200);
        await refused(60);
        clock.advance({ seconds: 61 });
      }
      if (hour === 1) await refused(3600);
      clock.advance({ hours: 1 });
    }
    await refused(86_400);
    expect(server.sms.messages.filter(({ to }) => to === phone)).toHaveLength(10);
  });

  test('many at once for one number send one message', async () => {
    const phone = nextPhone();
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => testClient(server).post('/session/code', { phone })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(server.sms.messages.filter(({ to }) => to === phone)).toHaveLength(1);
  });

  test('a gateway that is down is told, with nothing of why', async () => {
    server.sms.breakDown();
    const { status, body } = await testClient(server).post('/session/code', { phone: nextPhone() });
    server.sms.breakDown(false);
    expect({ status, code: body.code }).toEqual({ status: 503, code: 'server.unavailable' });
    expect(JSON.stringify(body)).not.toContain('gateway');
  });

  test.each(['+1 415 555 2671', '089548212', '打电话给我'])('no code goes to %s', async (phone) => {
    const before = server.sms.messages.length;
    const { status, body } = await testClient(server).post('/session/code', { phone });
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'auth.phone_invalid' });
    expect(server.sms.messages).toHaveLength(before);
  });
});

describe('redeeming a code', () => {
  const redeem = (phone: string, code: string) => testClient(server).post<Me>('/session', { phone, code });
  const codeOf = ({ status, body }: Answer<unknown>) => ({ status, code: (body as { code?: string }).code });

  test('the first sign-in makes an account and a person; the next finds them', async () => {
    const phone = nextPhone();
    const client = testClient(server);
    const me = await client.signIn(phone);
    expect(me).toMatchObject({ name: '', roles: [], person: { name: '', birthDate: null, regionId: null } });
    clock.advance({ minutes: 2 });
    const again = await redeem(`0086 ${phone.slice(3, 7)} ${phone.slice(7)}`, await askCode(phone));
    expect([again.body.accountId, again.body.person.id]).toEqual([me.accountId, me.person.id]);
    const account = await server.deps.models.accounts.findById(me.accountId).lean();
    expect(account?.email).toMatch(/^[0-9a-f]{32}@account\.invalid$/);
    expect(JSON.stringify(me)).not.toContain(phone.slice(4));
  });

  test('the cookie is out of scripts’ reach and of this site alone', async () => {
    const phone = nextPhone();
    const { headers } = await redeem(phone, await askCode(phone));
    expect(headers.getSetCookie()).toEqual([
      expect.stringMatching(/^linggong_session=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
  });

  test('a wrong code, one used before, one too old and none at all', async () => {
    const phone = nextPhone();
    const code = await askCode(phone);
    expect(codeOf(await redeem(phone, wrongOf(code)))).toEqual({ status: 400, code: 'auth.code_wrong' });
    expect((await redeem(phone, code)).status).toBe(200);
    expect(codeOf(await redeem(phone, code))).toEqual({ status: 400, code: 'auth.code_expired' });
    clock.advance({ minutes: 2 });
    const late = await askCode(phone);
    clock.advance({ seconds: 301 });
    expect(codeOf(await redeem(phone, late))).toEqual({ status: 400, code: 'auth.code_expired' });
    expect(codeOf(await redeem(nextPhone(), '123456'))).toEqual({ status: 400, code: 'auth.code_expired' });
  });

  test('another number’s code is wrong', async () => {
    const [mine, theirs] = [nextPhone(), nextPhone()];
    const code = await askCode(mine);
    await askCode(theirs);
    if (code !== server.sms.codeTo(theirs)) {
      expect(codeOf(await redeem(theirs, code))).toEqual({ status: 400, code: 'auth.code_wrong' });
    }
    expect((await redeem(mine, code)).status).toBe(200);
  });

  test('of twenty redemptions at once one makes a session', async () => {
    const phone = nextPhone();
    const code = await askCode(phone);
    const answers = await Promise.all(Array.from({ length: 20 }, () => redeem(phone, code)));
    const signedIn = answers.filter(({ status }) => status === 200);
    expect(signedIn).toHaveLength(1);
    const userId = signedIn[0]!.body.accountId;
    const { accounts, persons, sessions } = server.deps.models;
    expect(await accounts.countDocuments({ phoneNumber: phone })).toBe(1);
    expect(await persons.countDocuments({ accountId: userId })).toBe(1);
    expect(await sessions.countDocuments({ userId })).toBe(1);
    expect(answers.filter((a) => a.headers.getSetCookie().length > 0)).toHaveLength(1);
  });

  test('wrong codes count over all codes of a number, and in parallel', async () => {
    const phone = nextPhone();
    const first = await askCode(phone);
    for (const _ of Array(3)) expect((await redeem(phone, wrongOf(first))).status).toBe(400);
    clock.advance({ seconds: 61 });
    const second = await askCode(phone);
    const answers = await Promise.all(Array.from({ length: 10 }, () => redeem(phone, wrongOf(second))));
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(2);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(8);
    const locked = await redeem(phone, second);
    expect(codeOf(locked)).toEqual({ status: 429, code: 'auth.too_many_attempts' });
    clock.advance({ minutes: 16 });
    expect((await redeem(phone, await askCode(phone))).status).toBe(200);
  });

  test.each([
    [{ phone: '13812341234' }, 'code'],
    [{ code: '123456' }, 'phone'],
    [{ phone: '13812341234', code: '12345' }, 'code'],
    [{ phone: '13812341234', code: 123456 }, 'code'],
    [{ phone: { $ne: '' }, code: '123456' }, 'phone'],
    [{ phone: '13812341234', code: { $gt: '' } }, 'code'],
  ])('%j is refused at %s', async (body, path) => {
    const answer = await testClient(server).post('/session', body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors?.map((error) => error.path)).toContain(path);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  });
});

test('sign-ins at once of one account make one person', async () => {
  const { ensurePerson } = await import('./persons.ts');
  const { ensureAccount } = await import('./usecases.ts');
  const accountId = await ensureAccount(server.deps, nextPhone());
  await server.deps.models.persons.deleteMany({ accountId });
  const made = await Promise.all(Array.from({ length: 8 }, () => ensurePerson(server.deps, accountId)));
  expect(new Set(made.map((person) => person._id.toString())).size).toBe(1);
});
