import { Binary, Long, serialize, Timestamp } from 'bson';
import type { ClusterTime } from '../engine/clock.ts';

const ZERO = new Timestamp({ t: 0, i: 0 });

/** The end of every reply, with the zero that ends its document. Nobody signs the time: drivers give it back unread. */
const TIMES = Buffer.from(
  serialize({
    $clusterTime: {
      clusterTime: ZERO,
      signature: { hash: new Binary(Buffer.alloc(20)), keyId: Long.ZERO },
    },
    operationTime: ZERO,
  }),
).subarray(4);
const CLUSTER_TIME = TIMES.indexOf('\x11clusterTime\0') + '\x11clusterTime\0'.length;
const OPERATION_TIME = TIMES.length - 9;

/** By how much `putTimes` makes a document longer. */
export const TIMES_BYTES = TIMES.length - 1;

/** Adds `$clusterTime` and `operationTime` to the document that ends with the byte before `end`, as bytes of a message. */
export function putTimes(message: Buffer, end: number, { t, i }: Readonly<ClusterTime>): void {
  const at = end - 1;
  message.set(TIMES, at);
  for (const place of [at + CLUSTER_TIME, at + OPERATION_TIME]) {
    message.writeUInt32LE(i, place);
    message.writeUInt32LE(t, place + 4);
  }
}
