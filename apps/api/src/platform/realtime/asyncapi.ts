import { CLIENT_MESSAGES, SERVER_MESSAGES, zAck } from '@linggong/contracts/live.ts';
import * as z from 'zod';

export type JsonSchema = { description?: string; [keyword: string]: unknown };
type Ref = { $ref: string };
type Message = { name: string; title: string; summary?: string; payload: Ref };

const ACK = 'ack';
const SCHEMAS = '#/components/schemas/';

/** One schema for all messages, so that what they share is said once; then each, and what it refers to, by its name. */
function messageSchemas(): Record<string, JsonSchema> {
  const messages = z.object({ ...SERVER_MESSAGES, ...CLIENT_MESSAGES, [ACK]: zAck });
  const { properties, definitions } = JSON.parse(
    JSON.stringify(z.toJSONSchema(messages, { target: 'draft-7' })).replaceAll('#/definitions/', SCHEMAS),
  ) as { properties: Record<string, JsonSchema>; definitions: Record<string, JsonSchema> };
  return { ...definitions, ...properties };
}

const DESCRIPTION = `What happens is told over Socket.IO (protocol 5) by WebSocket, and by nothing else: a client has to \
set \`transports: ['websocket']\`. Who one is, and so what one is told, goes by the session's cookie in the handshake; \
without one by what everybody may see.

**The push is a hint, the log is the truth.** Remember the highest \`seq\` that you have seen. After each \`hello\` and \
\`behind\`, say by \`feed.watch\` what you watch, then ask \`GET /api/v1/events?after=SEQ\` for what came after it, and hold back what is pushed meanwhile until you \
have that. Drop what you have already by its \`id\`, and apply the rest in order of \`seq\`. A 410 says that the log no \
longer reaches back so far: read anew what you show, by the API. Where no WebSocket can be had, the same request every \
twenty seconds brings the same events.`;

/**
 * The AsyncAPI 3 document of the live connection, made from its contracts as the OpenAPI document is.
 * `origin`: where it is reached. Actions are the server's: it sends what clients get.
 */
export function asyncApi(origin: string) {
  const { host, protocol } = new URL(origin);
  const schemas = messageSchemas();
  const names = [...Object.keys(SERVER_MESSAGES), ...Object.keys(CLIENT_MESSAGES), ACK];
  const message = (name: string): Message => ({
    name,
    title: name,
    summary: schemas[name]?.description,
    payload: { $ref: SCHEMAS + name },
  });
  const channel = { $ref: '#/channels/live' };
  const ofChannel = (name: string) => ({ $ref: `#/channels/live/messages/${name}` });
  const sent = Object.keys(SERVER_MESSAGES).map((name) => [
    `send.${name}`,
    { action: 'send', channel, summary: schemas[name]?.description, messages: [ofChannel(name)] },
  ]);
  const received = Object.keys(CLIENT_MESSAGES).map((name) => [
    `receive.${name}`,
    {
      action: 'receive',
      channel,
      summary: schemas[name]?.description,
      messages: [ofChannel(name)],
      reply: { channel, messages: [ofChannel(ACK)] },
    },
  ]);
  return {
    asyncapi: '3.0.0',
    info: { title: '零工集市 live', version: '1', description: DESCRIPTION },
    defaultContentType: 'application/json',
    servers: {
      here: {
        host,
        pathname: '/socket.io/',
        protocol: protocol === 'https:' ? 'wss' : 'ws',
        description: 'Socket.IO over WebSocket, of the main namespace.',
      },
    },
    channels: {
      live: {
        address: '/',
        title: 'The live connection',
        servers: [{ $ref: '#/servers/here' }],
        messages: Object.fromEntries(names.map((name) => [name, { $ref: `#/components/messages/${name}` }])),
      },
    },
    operations: Object.fromEntries([...sent, ...received]),
    components: { messages: Object.fromEntries(names.map((name) => [name, message(name)])), schemas },
  };
}
export type AsyncApi = ReturnType<typeof asyncApi>;
