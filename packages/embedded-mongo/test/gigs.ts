import { type Document, Long, ObjectId } from 'mongodb';
import { openTarget } from './target.ts';

export type Case = [name: string, pipeline: Document[], expected: unknown];

export const [KARUO, DINGQING] = [new ObjectId(), new ObjectId()];
export const day = (n: number) => new Date(Date.UTC(2026, 0, n));

/** Four gigs, the regions that they lie in and bookings of them. */
export async function openGigs() {
  const target = await openTarget();
  const gigs = target.db.collection<Document>('gigs');
  await gigs.insertMany([
    { _id: 1 as never, region: KARUO, pay: 200, tags: ['a', 'b'], at: day(1), shifts: [{ n: 2 }, { n: 3 }] },
    { _id: 2 as never, region: KARUO, pay: 300, tags: ['b'], at: day(2), shifts: [] },
    { _id: 3 as never, region: DINGQING, pay: Long.fromNumber(150), tags: [], at: day(3) },
    { _id: 4 as never, region: null, pay: null, at: day(3) },
  ]);
  await target.db.collection<Document>('regions').insertMany([
    { _id: KARUO as never, name: '卡若区' },
    { _id: DINGQING as never, name: '丁青县' },
  ]);
  await target.db.collection<Document>('bookings').insertMany([
    { _id: 'x' as never, gig: 1, state: 'open' },
    { _id: 'y' as never, gig: 1, state: 'done' },
    { _id: 'z' as never, gig: 2, state: 'open' },
  ]);
  return { target, gigs };
}
