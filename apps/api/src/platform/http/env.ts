import type { Role } from '@linggong/contracts/account.ts';
import type { Logger } from 'pino';
import type { Once } from '../idempotency.ts';
import type { StandingAnswer } from './standing.ts';

/** Who asks. Made from the session once a request; the access checks read it. */
export type Viewer = {
  accountId: string;
  sessionId: string;
  sessionEndsAt: Date;
  /** To within some minutes. */
  sessionSeenAt: Date;
  personId: string;
  name: string;
  /** To the texts that are in force. */
  agreed: boolean;
  roles: readonly Role[];
};

/** Somebody with a session's cookie that we have signed. Who it is, and whether the session still counts, is yet to be read. */
export type Asker = { viewer: () => Promise<Viewer | null> };

/** What a request's context carries. */
export type ApiEnv = {
  Variables: {
    requestId: string;
    /** As limits count it, see `clientNetwork`. */
    clientIp: string;
    log: Logger;
    /** Null: nobody is signed in. A function, so that public pages cost nothing. */
    asker: () => Promise<Asker | null>;
    /** Does what makes something once for each Idempotency-Key of who asks; throws where nobody is signed in. */
    once: (viewer: Viewer | null, body: unknown, making: Once<{ id: string }>) => Promise<Response>;
    /** Set by a route whose answer everybody may get, as long as it stands. */
    standing?: StandingAnswer;
  };
};
