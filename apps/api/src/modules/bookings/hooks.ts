import type { NoticeKind } from '@linggong/contracts/notice.ts';
import type { Types } from 'mongoose';
import type { NoticeDraft, NoticeWords } from '../../platform/notices/kind.ts';
import type { BookingRecord } from './model.ts';

/** What bookings ask of modules above them. */
export type BookingHooks = {
  /** For which of some bookings an account was shown the other side's number. */
  shownTo: (
    accountId: string,
    bookings: readonly Pick<BookingRecord, '_id' | 'state'>[],
  ) => Promise<(booking: Pick<BookingRecord, '_id'>) => boolean>;
  /** A person gave all back that they held of a gig; in the transaction of it. */
  steppedBack: (booking: Pick<BookingRecord, 'gigId' | 'personId'>) => Promise<void>;
  /** Something became of a part of a crew's booking, of which its person gave back these shifts; in the transaction of it. */
  crewMoved: (booking: BookingRecord, of: { withdrawn: readonly string[] }) => Promise<void>;
  /** Puts notices into inboxes that no event calls for; not within a transaction. */
  addNotices: (drafts: readonly NoticeDraft[]) => Promise<number>;
  /** Takes notices of a booking out of an inbox, but those of work that begins at one of these times. */
  takeBackNotices: (
    of: { personId: Types.ObjectId; kind: NoticeKind; bookingId: Types.ObjectId },
    right: readonly Date[],
  ) => Promise<void>;
  /** From when on a text message may go out to who has no account and said nothing of quiet hours. */
  textsFrom: (begins: Date | null) => Date;
  /** A text message to who has no account. `callsOff`: when work begins that it calls off; null: it calls nothing off. */
  textPhone: (text: {
    id: string;
    toId: string;
    phone: string;
    words: NoticeWords;
    callsOff: Date | null;
  }) => Promise<void>;
};
