import { call } from './api.ts';

const HOUR = 3_600_000;

/** A posting complete in every field that no rule has anything to say about, as a client sends it. */
export async function cleanPosting(url: string) {
  const { body } = await call(url, null, 'GET', '/regions?q=如意乡');
  const [region] = body.items as { id: string }[];
  const tomorrow = new Date(Date.now() + 24 * HOUR);
  tomorrow.setUTCHours(1, 0, 0, 0);
  const at = (hours: number) => new Date(tomorrow.getTime() + hours * HOUR).toISOString();
  return {
    tradeId: 'loading',
    title: '乡道边搬石料',
    description: '把路边的石料装上拖拉机，卸到桥头码好。',
    shifts: [{ startsAt: at(0), endsAt: at(8), headcount: 6 }],
    workplace: { regionId: region!.id, landmark: '如意乡桥头' },
    pay: { amountFen: 22_000, unit: 'day', settlement: 'same_day', method: 'cash' },
    included: { meals: true, lodging: false, transport: true, tools: true },
    loadKg: 25,
    validUntil: at(72),
  };
}
