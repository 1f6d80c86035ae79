import type { IncomingMessage } from 'node:http';
import type { Me } from '@linggong/contracts/account.ts';

/** Answers a request to `/api/*` in this process, as if it had come in over HTTP from `clientIp`. */
export type ApiFetch = (request: Request, clientIp: string) => Promise<Response>;

declare global {
  namespace App {
    interface Error {
      /** Stable code of the API's problem, where the error came from it. */
      code?: string;
      /** For whoever is asked about it. */
      requestId?: string;
      /** What can still be done about what is gone. */
      next?: { href: string; word: string };
    }
    interface Locals {
      requestId: string;
      /** Who is signed in; null: nobody. */
      me: Me | null;
      /** It came with a session that is over: ended from another device, or unused for too long. */
      sessionOver: boolean;
      /** This request ended the session. */
      signedOut?: boolean;
      /** What the reader reads. */
      language: import('@linggong/words/languages.ts').Language;
      /** The reader's own settings of the page, from a cookie. */
      display: import('#lib/features/display/display.ts').Display;
    }
    interface PageData {
      me: Me | null;
      /** The station's phone, on pages that send people there. */
      station?: string | null;
      roleLinks: import('#lib/server/role-links.ts').RoleLink[];
      /** Notices that wait to be read, as counted with the page. */
      unread: import('#lib/live/count-unread.ts').Counted | null;
    }
    interface Platform {
      /** The node request. The process that mounts the built app puts `apiFetch` and `clientIp` on it. */
      req?: IncomingMessage & { apiFetch?: ApiFetch; clientIp?: string };
    }
  }
}
