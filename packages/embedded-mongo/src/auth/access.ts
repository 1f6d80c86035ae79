import { randomBytes } from 'node:crypto';
import { type Conversation, type Credential, makeCredential } from './scram.ts';

/** The one user and the database that it belongs to, as clients name it. */
const USER = 'linggong';
export const AUTH_DB = 'admin';

/** Who is at the other end of a connection, and what it may do. */
export interface Connection {
  id: number;
  /** Where the server listens, as `hello` tells it. */
  address: string;
  /** Undefined where no password is asked for. */
  credential: Credential | undefined;
  /** May run every command: it has signed in, or need not. */
  trusted: boolean;
  /** Has said hello. */
  greeted: boolean;
  /** Its client has left: nobody waits for an answer. */
  gone: boolean;
  /** A sign-in on its way: `short` ends it with the proof, else one more empty message follows (`proved`). */
  conversation: (Conversation & { short: boolean; proved?: boolean }) | undefined;
}

export function openConnection(id: number, address: string, credential: Credential | undefined): Connection {
  return {
    id,
    address,
    credential,
    trusted: credential === undefined,
    greeted: false,
    gone: false,
    conversation: undefined,
  };
}

/** A credential for one run of the server, with the part of the URL that carries it. */
export function newCredential(): { credential: Credential; userinfo: string } {
  const password = randomBytes(32).toString('base64url');
  return { credential: makeCredential(USER, password), userinfo: `${USER}:${password}` };
}
