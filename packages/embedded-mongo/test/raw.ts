import { once } from 'node:events';
import { connect } from 'node:net';
import { type Document, deserialize, serialize, UUID } from 'bson';

/** A client without a driver: sends commands exactly as given, so that a test can say the same thing twice. */
export async function openRaw(url: string) {
  const host = /^mongodb:\/\/([^/]+)\//.exec(url)![1]!;
  const [name, port] = host.split(':');
  const socket = port ? connect(Number(port), name) : connect(decodeURIComponent(host));
  await once(socket, 'connect');
  let buffer = Buffer.alloc(0);
  const gone = new AbortController();
  socket.on('error', () => undefined).on('close', () => gone.abort());
  async function reply(db: string, command: Document): Promise<Document> {
    const body = serialize({ ...command, $db: db });
    const head = Buffer.alloc(21);
    head.writeInt32LE(head.length + body.length, 0);
    head.writeInt32LE(1, 4);
    head.writeInt32LE(2013, 12);
    socket.write(Buffer.concat([head, body]));
    for (;;) {
      const [chunk] = (await once(socket, 'data', { signal: gone.signal })) as [Buffer];
      buffer = Buffer.concat([buffer, chunk]);
      if (buffer.length < 4 || buffer.length < buffer.readInt32LE(0)) continue;
      const whole = deserialize(buffer.subarray(21, buffer.readInt32LE(0)));
      buffer = Buffer.alloc(0);
      return whole;
    }
  }

  return {
    lsid: { id: new UUID() } as Document,
    /** The whole reply. */
    reply,
    /** The reply without the times that every one carries. */
    async command(db: string, command: Document): Promise<Document> {
      const { $clusterTime, operationTime, ...rest } = await reply(db, command);
      return rest;
    },
    close: () => void socket.destroy(),
  };
}
