import type { Role } from '@linggong/contracts/account.ts';
import type { Logger } from 'pino';
import type { StandingAnswer } from './standing.ts';

/** Who asks. Made from the session once a request; the access checks read it. */
export type Viewer = {
  accountId: string;
  sessionId: string;
  personId: string;
  name: string;
  roles: readonly Role[];
};

/** What a request's context carries. */
export type ApiEnv = {
  Variables: {
    requestId: string;
    /** As limits count it, see `clientNetwork`. */
    clientIp: string;
    log: Logger;
    /** Resolved on first use, so that public pages cost no look-up. */
    viewer: () => Promise<Viewer | null>;
    /** Set by a route whose answer everybody may get, as long as it stands. */
    standing?: StandingAnswer;
  };
};
