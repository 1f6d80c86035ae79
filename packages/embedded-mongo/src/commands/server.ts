import { AUTH_DB } from '../auth/access.ts';
import { SESSION_MINUTES } from '../engine/sessions.ts';
import { MAX_DOCUMENT_BYTES } from '../values/bson.ts';
import { MAX_MESSAGE_BYTES } from '../wire/message.ts';
import { greet } from './auth.ts';
import type { Command } from './context.ts';
import { SET_NAME, VERSION } from './identity.ts';

/** The one member of a replica set, since drivers offer sessions and transactions only there. */
const greeting: Command = {
  fields: [],
  lenient: true,
  open: true,
  run({ body, connection }) {
    const { address, id } = connection;
    const legacy = !('hello' in body);
    return {
      helloOk: true,
      ...(legacy ? { ismaster: true } : { isWritablePrimary: true }),
      setName: SET_NAME,
      setVersion: 1,
      secondary: false,
      hosts: [address],
      primary: address,
      me: address,
      maxBsonObjectSize: MAX_DOCUMENT_BYTES,
      maxMessageSizeBytes: MAX_MESSAGE_BYTES,
      maxWriteBatchSize: 100_000,
      localTime: new Date(),
      logicalSessionTimeoutMinutes: SESSION_MINUTES,
      connectionId: id,
      minWireVersion: 0,
      maxWireVersion: 21,
      readOnly: false,
      ...greet(connection, body),
    };
  },
};
export const hello = greeting;
export const isMaster = greeting;
export const ismaster = greeting;

export const ping: Command = { fields: [], open: true, run: () => ({}) };

export const buildInfo: Command = {
  fields: [],
  open: true,
  run: () => ({
    version: VERSION,
    versionArray: [7, 0, 0, 0],
    gitVersion: 'linggong-embedded',
    modules: [],
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
  }),
};
export const buildinfo = buildInfo;

export const connectionStatus: Command = {
  fields: ['showPrivileges'],
  open: true,
  run({ connection: { credential, trusted }, body }) {
    const signedIn = trusted && credential;
    const everything = [{ resource: { anyResource: true }, actions: ['anyAction'] }];
    return {
      authInfo: {
        authenticatedUsers: signedIn ? [{ user: credential.user, db: AUTH_DB }] : [],
        authenticatedUserRoles: signedIn ? [{ role: 'root', db: AUTH_DB }] : [],
        ...(body.showPrivileges === true && { authenticatedUserPrivileges: signedIn ? everything : [] }),
      },
    };
  },
};
