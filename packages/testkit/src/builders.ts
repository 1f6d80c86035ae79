import { grantRole } from '@linggong/api/modules/identity/public.ts';
import { regionByCode } from '@linggong/api/modules/regions/public.ts';
import type { Employer } from '@linggong/contracts/employer.ts';
import type { ManagedGig } from '@linggong/contracts/gig.ts';
import { type Posting, zPosting } from '@linggong/contracts/posting.ts';
import { expectStatus, type TestClient, testClient } from './client.ts';
import type { TestServer } from './server.ts';

/** Places of the shipped division data: 卡若区, its 如意乡, and the county 江达. */
export const PLACES = { city: '5403', karuo: '540302', ruyi: '540302208', jiangda: '540321' } as const;

let phones = 0;
/** A number that no other test of this process uses. */
export const nextPhone = (): string => `+86139${String(10_000_000 + phones++)}`;

/** The id of a region by its division code. */
export async function regionId(server: TestServer, code: string): Promise<string> {
  const region = await regionByCode(server.deps, code);
  if (!region) throw new Error(`No region has the code ${code}`);
  return region._id.toString();
}

/** Noon of that many days after today, Beijing time, with `hours` added. */
function dayAt(server: TestServer, days: number, hour: number): string {
  const shifted = new Date(server.deps.clock().getTime() + 8 * 3_600_000);
  shifted.setUTCHours(0, 0, 0, 0);
  return new Date(shifted.getTime() + (days * 24 + hour - 8) * 3_600_000).toISOString();
}

type Overrides = Partial<Omit<Posting, 'pay' | 'workplace' | 'included' | 'conditions'>> & {
  pay?: Partial<Posting['pay']>;
  workplace?: Partial<Posting['workplace']>;
  included?: Partial<Posting['included']>;
  conditions?: Partial<Posting['conditions']>;
};

/** A shift from 9:00 to 18:00 Beijing time, that many days after today. */
export const shiftOn = (server: TestServer, days: number, headcount: number | null = 3) => ({
  startsAt: dayAt(server, days, 9),
  endsAt: dayAt(server, days, 18),
  headcount,
});

/** A posting complete in every field that triggers no rule: loading in 如意乡 tomorrow, three people, 220 yuan a day. */
export async function buildPosting(server: TestServer, overrides: Overrides = {}): Promise<Posting> {
  const { pay, workplace, included, conditions, ...rest } = overrides;
  return zPosting.parse({
    tradeId: 'loading',
    title: '搬货',
    description: '把货从车上搬到库房，码齐。',
    shifts: [shiftOn(server, 1)],
    workplace: { regionId: await regionId(server, PLACES.ruyi), landmark: '如意乡桥头', ...workplace },
    pay: { amountFen: 22_000, unit: 'day', settlement: 'same_day', method: 'cash', ...pay },
    included: { meals: true, lodging: false, transport: true, tools: true, ...included },
    conditions: { ...conditions },
    loadKg: 25,
    validUntil: dayAt(server, 14, 18),
    ...rest,
  });
}

/** A signed-in worker whose record is filled in, of age. */
export async function makeWorker(server: TestServer, person: { name?: string; birthDate?: string } = {}) {
  const client = testClient(server);
  const phone = nextPhone();
  await client.admit(phone);
  const change = { name: '测试工人', birthDate: '1995-05-01', ...person };
  const record = await expectStatus(client.patch<{ id: string }>('/me/person', change), 200);
  return { client, phone, personId: record.id };
}

/** A signed-in operator of a region (by code) and all below it. */
export async function makeOperator(server: TestServer, code: string = PLACES.city) {
  const { client, phone } = await makeWorker(server, { name: `审核员${code}` });
  await grantRole(server.deps, phone, { role: 'operator', regionId: await regionId(server, code) });
  return { client, phone };
}

export async function makeAdmin(server: TestServer) {
  const { client, phone } = await makeWorker(server, { name: '管理员' });
  await grantRole(server.deps, phone, { role: 'admin' });
  return { client, phone };
}

/** A signed-in member of a new employer; checked by an operator of the city unless `verified` is false. */
export async function makeEmployer(
  server: TestServer,
  options: { code?: string; kind?: Employer['kind']; name?: string; verified?: boolean } = {},
) {
  const { code = PLACES.karuo, kind = 'business', name = '测试货运部', verified = true } = options;
  const { client, phone } = await makeWorker(server, { name: '测试老板' });
  const input = { name, kind, regionId: await regionId(server, code) };
  const employer = await expectStatus(client.post<Employer>('/employers', input), 201);
  if (verified) {
    const operator = await makeOperator(server, code);
    const check = { checks: ['business_licence'], note: '' };
    await expectStatus(operator.client.post(`/employers/${employer.id}/verifications`, check), 201);
  }
  return { client, phone, employerId: employer.id, employer };
}

/** Posts and submits a gig as an employer's member. It is public at once where it is clean and the employer verified. */
export async function submitGig(
  server: TestServer,
  by: { client: TestClient; employerId: string },
  overrides: Overrides = {},
): Promise<ManagedGig> {
  const posting = await buildPosting(server, overrides);
  const draft = await expectStatus(
    by.client.post<ManagedGig>('/gigs', { employerId: by.employerId, posting }),
    201,
  );
  return expectStatus(
    by.client.post<ManagedGig>(`/gigs/${draft.id}/submit`, { revision: draft.revision }),
    200,
  );
}

/** A public gig; throws where it waits for an operator instead. */
export async function publishGig(
  server: TestServer,
  by: { client: TestClient; employerId: string },
  overrides: Overrides = {},
): Promise<ManagedGig> {
  const gig = await submitGig(server, by, overrides);
  if (gig.state !== 'published') throw new Error(`It is ${gig.state}: ${JSON.stringify(gig.flags)}`);
  return gig;
}
