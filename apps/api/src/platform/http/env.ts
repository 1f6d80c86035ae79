import type { Role } from '@linggong/contracts/account.ts';
import type { Logger } from 'pino';

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
  /** Whose bookings they may see by grants; read for live connections and catch-up alone. */
  looksAfter?: readonly string[];
};

/**
 * Somebody with a session's cookie that we have signed. Who it is, and whether the session still counts, is yet to be
 * read.
 */
export type Asker = { viewer: () => Promise<Viewer | null> };

/** JSON as it goes out, with the strong ETag of its bytes. */
export type Prepared = { body: Buffer<ArrayBuffer>; etag: string };
/** An answer that is the same for everybody as long as it stands. */
export type StandingAnswer = Prepared & { stands: () => boolean };

/** What runs once: `work` makes something that has an id, `replay` reads it as it is now. */
export type Once<T extends { id: string }> = {
  status: 200 | 201 | 202;
  work: () => Promise<T>;
  /** With the access checks of any reader; throws where what was made is no longer so. */
  replay: (id: string) => Promise<T>;
};

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
