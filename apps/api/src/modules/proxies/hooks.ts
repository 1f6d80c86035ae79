import type { GrantEnded } from '@linggong/contracts/proxy.ts';
import type { Types } from 'mongoose';
import type { NoticeDraft } from '../../platform/notices/kind.ts';
import type { GrantRecord } from './model.ts';

/** What proxies ask of modules above them. */
export type ProxyHooks = {
  /**
   * Steps back from all that a proxy took for a person and that has not begun, at the person's wish. Not within a
   * transaction; what can't be given back is said.
   */
  stepBackFrom: (
    grant: Pick<GrantRecord, 'personId' | 'proxyAccountId'>,
  ) => Promise<Pick<GrantEnded, 'steppedBack' | 'stays'>>;
  /** Which of these people hold or wait for work that begins at a moment or after it. */
  heldAfter: (personIds: readonly Types.ObjectId[], from: Date) => Promise<Types.ObjectId[]>;
  /** How many people of these regions hold work on days on which nobody acts for them, and no desk has asked. */
  unattended: (regionIds: readonly string[]) => Promise<number>;
  /** Puts notices into inboxes that no event calls for; not within a transaction. */
  addNotices: (drafts: readonly NoticeDraft[]) => Promise<number>;
};
