import { AUTH_DB, type Connection } from '../auth/access.ts';
import { MECHANISM, startScram } from '../auth/scram.ts';
import { MongoError } from '../errors.ts';
import { type Doc, isPlain, toNumber } from '../values/bson.ts';
import type { Command } from './context.ts';

const failed = () => new MongoError('AuthenticationFailed', 'Authentication failed.');

/** A SASL message: binary, or base64 from the shell of old. */
function textOf(payload: unknown): string {
  if (typeof payload === 'string') return Buffer.from(payload, 'base64').toString();
  if (typeof payload === 'object' && payload !== null && 'buffer' in payload)
    return Buffer.from(payload.buffer as Uint8Array).toString();
  throw new MongoError('TypeMismatch', "BSON field 'payload' must be binary data");
}

const answer = (text: string, done: boolean): Doc => ({
  conversationId: 1,
  done,
  payload: Buffer.from(text),
});

function start(connection: Connection, request: Doc, db: unknown): Doc {
  connection.conversation = undefined;
  if (request.mechanism !== MECHANISM)
    throw new MongoError(
      'MechanismUnavailable',
      `Received authentication for mechanism ${String(request.mechanism)} which is not enabled`,
    );
  const { credential } = connection;
  const conversation =
    credential && db === AUTH_DB ? startScram(credential, textOf(request.payload)) : undefined;
  if (!conversation) throw failed();
  const short = isPlain(request.options) && request.options.skipEmptyExchange === true;
  connection.conversation = { ...conversation, short };
  return answer(conversation.reply, false);
}

export const saslStart: Command = {
  fields: ['mechanism', 'payload', 'autoAuthorize', 'options'],
  open: true,
  run: ({ connection, body, db }) => start(connection, body, db),
};

export const saslContinue: Command = {
  fields: ['conversationId', 'payload'],
  open: true,
  run({ connection, body }) {
    const { conversation } = connection;
    if (!conversation) throw new MongoError('ProtocolError', 'No SASL session state found');
    if (toNumber(body.conversationId) !== 1) {
      connection.conversation = undefined;
      throw new MongoError('ProtocolError', 'sasl: Mismatched conversation id');
    }
    const text = textOf(body.payload);
    if (conversation.proved) {
      connection.conversation = undefined;
      if (text !== '') throw failed();
      connection.trusted = true;
      return answer('', true);
    }
    const last = conversation.finish(text);
    connection.conversation = undefined;
    if (last === undefined) throw failed();
    if (conversation.short) connection.trusted = true;
    else connection.conversation = { ...conversation, proved: true };
    return answer(last, conversation.short);
  },
};

export const logout: Command = {
  fields: [],
  open: true,
  run({ connection }) {
    connection.conversation = undefined;
    connection.trusted = connection.credential === undefined;
    return {};
  },
};

/** What a greeting learns of signing in: the mechanisms of its user, and the answer to a first message sent along. */
export function greet(connection: Connection, body: Doc): Doc {
  connection.greeted = true;
  const { credential } = connection;
  const out: Doc = {};
  if (!credential) return out;
  if (body.saslSupportedMechs === `${AUTH_DB}.${credential.user}`) out.saslSupportedMechs = [MECHANISM];
  if (isPlain(body.speculativeAuthenticate)) {
    try {
      out.speculativeAuthenticate = start(
        connection,
        body.speculativeAuthenticate,
        body.speculativeAuthenticate.db,
      );
    } catch (error) {
      // As if nothing had been sent along: the client then signs in by the ordinary way and gets the reason.
      if (!(error instanceof MongoError)) throw error;
    }
  }
  return out;
}
