import { once } from 'node:events';
import { connect } from 'node:net';
import { BSON, type MongoClient } from 'mongodb';
import { idOf } from './data.ts';

const HEAD = 21;
const OP_MSG = 2013;
/** As the driver has it: every command belongs to a session. */
const LSID = { id: new BSON.UUID() };
/** So many requests are on their way at any time. */
const DEPTH = 32;

function message(id: number, body: object): Buffer {
  const bytes = BSON.serialize(body);
  const out = Buffer.alloc(HEAD + bytes.length);
  out.writeInt32LE(out.length, 0);
  out.writeInt32LE(id, 4);
  out.writeInt32LE(OP_MSG, 12);
  out.set(bytes, HEAD);
  return out;
}

/**
 * Point reads on one connection, always several on their way, so that the server is never put to sleep and woken for
 * one of them: what is left is what it does for a read. Undefined where the server does not listen on a unix socket.
 */
export async function openPipeline(client: MongoClient, db: string) {
  const host = client.options.hosts[0]!;
  if (host.socketPath === undefined) return undefined;
  const socket = connect(host.socketPath);
  await once(socket, 'connect');
  return {
    async read(numbers: number[]): Promise<void> {
      const requests = numbers.map((n, i) =>
        message(i, {
          find: 'gigs',
          filter: { _id: idOf(n) },
          limit: 1,
          singleBatch: true,
          lsid: LSID,
          $db: db,
        }),
      );
      let sent = 0;
      let answered = 0;
      let rest = Buffer.alloc(0);
      const send = (count: number) => {
        const next = requests.slice(sent, sent + count);
        sent += next.length;
        if (next.length > 0) socket.write(Buffer.concat(next));
      };
      send(DEPTH);
      while (answered < requests.length) {
        const [chunk] = (await once(socket, 'data')) as [Buffer];
        rest = Buffer.concat([rest, chunk]);
        let came = 0;
        for (; rest.length >= 4 && rest.length >= rest.readInt32LE(0); came += 1) {
          const length = rest.readInt32LE(0);
          const { cursor } = BSON.deserialize(rest.subarray(HEAD, length));
          if (cursor?.firstBatch?.[0]?.n !== numbers[answered + came])
            throw new Error('A wrong answer: a pipelined read');
          rest = rest.subarray(length);
        }
        answered += came;
        send(came);
      }
    },
    close: () => socket.destroy(),
  };
}
