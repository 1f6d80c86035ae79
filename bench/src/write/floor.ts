import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { type MongoClient, ObjectId } from 'mongodb';

type Submit = { id: string };
type Take = { gigId: string };

const MAJORITY = { w: 'majority' } as const;

/**
 * The driver's own commands behind node:http, JSON in and out, with records as the product stores them: who asks, what
 * they may and what is in the text is not looked at.
 *
 * /submit: one transaction of an update of a gig, an insert of a decision and of an event.
 * /take: reads the gig, and while it has places takes one and writes a booking, in no transaction: it oversells.
 */
export async function startFloor(native: MongoClient, name: string) {
  const db = native.db(name);
  const [gigs, decisions, outbox, bookings] = ['gigs', 'decisions', 'floor_outbox', 'floor_bookings'].map(
    (one) => db.collection(one),
  ) as [ReturnType<typeof db.collection>, ...ReturnType<typeof db.collection>[]];
  const like = {
    gig: (await gigs.findOne({ state: 'published' }))!,
    decision: (await decisions!.findOne({}))!,
    event: (await db.collection('events').findOne({ type: 'gig.published.v1' }))!,
    booking: await db.collection('bookings').findOne({}),
  };

  async function submit({ id }: Submit): Promise<object> {
    const session = native.startSession();
    const now = new Date();
    try {
      await session.withTransaction(
        async () => {
          const { state, version, publishedAt, validUntil, terms } = like.gig;
          const change = { state, version, publishedAt, validUntil, terms, updatedAt: now };
          await gigs.updateOne({ _id: new ObjectId(id) }, { $set: change }, { session });
          await decisions!.insertOne({ ...like.decision, _id: new ObjectId(), at: now }, { session });
          await outbox!.insertOne({ ...like.event, _id: new ObjectId(), at: now }, { session });
        },
        { writeConcern: MAJORITY, readConcern: { level: 'snapshot' } },
      );
    } finally {
      await session.endSession();
    }
    return like.gig;
  }

  async function take({ gigId }: Take): Promise<object> {
    const gig = await gigs.findOne({ _id: new ObjectId(gigId) }, { projection: { terms: 0, flags: 0 } });
    if (!gig || gig.shifts[0].open < 1) return { refusal: 'full' };
    await gigs.updateOne({ _id: gig._id }, { $inc: { 'shifts.0.open': -1 } }, { writeConcern: MAJORITY });
    const booking = { ...like.booking, _id: new ObjectId(), gigId: gig._id };
    await bookings!.insertOne(booking, { writeConcern: MAJORITY });
    return booking;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = JSON.parse(await text(request));
    const answered = JSON.stringify(request.url === '/submit' ? await submit(body) : await take(body));
    response.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(answered),
    });
    response.end(answered);
  }
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
