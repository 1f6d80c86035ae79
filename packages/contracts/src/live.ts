import * as z from 'zod';
import { zEvent } from './events.ts';
import { zInstant, zSeq } from './scalars.ts';

/** What the server sends over the live connection, by the message's name; null: it carries nothing. */
export const SERVER_MESSAGES = {
  hello: z
    .object({ seq: zSeq, now: zInstant, build: z.string() })
    .describe('First thing on every connection: the log’s end as this server has dispatched it.'),
  events: z.array(zEvent).describe('One or more events, in order of `seq`.'),
  behind: z
    .object({ seq: zSeq })
    .describe(
      'This connection took too slowly, and events up to `seq` were left out: ask for what came after your last.',
    ),
  'session.ended': z
    .null()
    .describe('The session ended or its rights changed; the connection ends with it. It carries nothing.'),
} as const;

/** What a socket may send. Each is answered by its acknowledgement. */
export const CLIENT_MESSAGES = {
  'feed.watch': z
    .record(z.string().max(20), z.string().max(400))
    .describe(
      'From here on newly published gigs that this filter lets through are told too: the query of `GET /api/v1/gigs`, parsed. It takes the place of the one before.',
    ),
  'feed.unwatch': z.object({}).describe('No newly published gigs are told any more.'),
} as const;

/** How what a socket sent is answered. */
export const zAck = z
  .discriminatedUnion('ok', [
    z.object({
      ok: z.literal(true),
      /** The log’s end: what it names has gone out before. */
      seq: zSeq,
    }),
    z.object({ ok: z.literal(false), code: z.string(), detail: z.string() }),
  ])
  .describe('The acknowledgement: taken, with the log’s end as it is now; or not, with a problem’s code.');

export type Ack = z.infer<typeof zAck>;
type Payload<T extends keyof typeof SERVER_MESSAGES> = z.infer<(typeof SERVER_MESSAGES)[T]>;
export type ServerToClient = {
  [T in keyof typeof SERVER_MESSAGES]: Payload<T> extends null ? () => void : (payload: Payload<T>) => void;
};
export type ClientToServer = {
  [T in keyof typeof CLIENT_MESSAGES]: (
    payload: z.infer<(typeof CLIENT_MESSAGES)[T]>,
    ack: (answer: Ack) => void,
  ) => void;
};
