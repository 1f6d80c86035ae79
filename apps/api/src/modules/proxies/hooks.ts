import type { ActsAs } from '@linggong/contracts/people.ts';
import type { GrantEnded } from '@linggong/contracts/proxy.ts';
import type { Types } from 'mongoose';
import type { Viewer } from '../../platform/http/env.ts';
import type { NoticeDraft } from '../../platform/notices/kind.ts';

/** Who does it, as the trail says it. */
type Actor = { accountId: { toString(): string } | null; as: ActsAs; office?: string };

/** What proxies ask of modules above them. */
export type ProxyHooks = {
  /**
   * Steps back from all that was taken for a person by these grants and that has not begun, at the person's wish, and
   * notes each in their trail. Not within a transaction; what can't be given back is said.
   */
  stepBackFrom: (
    taken: { personId: Types.ObjectId; grantIds: readonly Types.ObjectId[] },
    acts: { viewer: Viewer; by: Actor },
  ) => Promise<Pick<GrantEnded, 'steppedBack' | 'stays'>>;
  /** Which of these people hold or wait for work that begins at a moment or after it. */
  heldAfter: (personIds: readonly Types.ObjectId[], from: Date) => Promise<Types.ObjectId[]>;
  /** How many people of these regions hold work on days on which nobody acts for them, and no desk has asked. */
  unattended: (regionIds: readonly string[]) => Promise<number>;
  /** Puts notices into inboxes that no event calls for; not within a transaction. */
  addNotices: (drafts: readonly NoticeDraft[]) => Promise<number>;
};
