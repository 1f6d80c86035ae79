import type { NoticeKind as KindName, NoticeIcon } from '@linggong/contracts/notice.ts';
import type { Types } from 'mongoose';
import type { Viewer } from '../http/env.ts';

/**
 * How soon somebody should hear of it. `urgent`: at once, by text message too. `at_once`: when it happens, but not at
 * night. `digest`: once a day, with the others.
 */
export const PACES = ['urgent', 'at_once', 'digest'] as const;
export type Pace = (typeof PACES)[number];

/** A title of one line and what one wants to know next. */
export type NoticeWords = { title: string; body: string };

/**
 * What words are put together with, beside what is stored. `station`: the number to call; unset where there is none.
 * `forOther`: they are said to who acts for whom it is about.
 */
export type Around = { station: string | undefined; forOther: boolean };

/** What the machine keeps of a notice and a kind may look at. */
export type StoredNotice = {
  _id: Types.ObjectId;
  personId: Types.ObjectId;
  /** What it tells of; nobody is told the same thing twice. */
  key: string;
  kind: KindName;
  /** What its kind puts into words. */
  said?: object | undefined;
  href: string;
  gigId: Types.ObjectId | null;
  bookingId: Types.ObjectId | null;
  /** Of whom it tells who acts for them; absent: it is told to whom it is about. */
  forPersonId?: Types.ObjectId;
  pace: Pace;
  /** When the work that it is about begins; null: not known, or it is about none. */
  begins: Date | null;
  /** From then on it is of no use to anybody; null: always of use. */
  notAfter: Date | null;
  at: Date;
};

/** A notice to be. */
export type NoticeDraft = Pick<StoredNotice, 'key' | 'kind' | 'href' | 'pace'> & {
  said: object;
  personId: string;
  gigId?: string;
  forPersonId?: string;
  bookingId?: string;
  /** When the work that it is about begins: it may have to come at night. */
  begins?: Date;
  /** From then on it is of no use to anybody. */
  notAfter?: Date;
  /** Told to the person alone: who acts for them is told otherwise. */
  ownOnly?: true;
};

/** Asks the inbox when somebody was told so of the same gig; undefined: they were not. */
export type WhenTold = (
  kind: KindName,
  notices: readonly StoredNotice[],
) => Promise<(notice: StoredNotice) => Date | undefined>;

/** How it is found out whether what notices say still is so. */
export type Still<D, S> = {
  /** Looks once at all notices whose kinds have the same function here. */
  look: (deps: D, notices: readonly StoredNotice[], whenTold: WhenTold) => Promise<S>;
  so: (notice: StoredNotice, seen: S) => boolean | undefined;
};

/** All that one kind of notice is, declared in the feature that it is about. */
export type NoticeKind<D, Of, Said extends object> = {
  kind: KindName;
  /** The mark before it. */
  icon: NoticeIcon;
  /** Ids of the persons who are told. */
  to: (of: Of) => readonly string[];
  /** What it tells of, in one word; nobody is told the same thing twice. */
  key: (of: Of) => string;
  pace: Pace | ((of: Of) => Pace);
  /** The page of this site that it leads to. */
  leadsTo: string | ((of: Of) => string);
  /** The work that it is about. */
  work?: (of: Of) => Pick<NoticeDraft, 'gigId' | 'bookingId' | 'begins' | 'notAfter'>;
  /**
   * What is kept for its words: figures, moments, ids, and what people wrote; no name and no phone number, as it is shown
   * on locked screens. Fields may be added; what is stored without them must still be said.
   */
  said: (of: Of) => Said;
  /** Its words in the reader's language. It is read later: days are said by their dates (`rules/dated.ts`). */
  words: (said: Said, around: Around) => NoticeWords;
  /** Those about the same thing replace each other; by default what is of one booking, one gig, or itself. */
  about?: (notice: StoredNotice) => string;
  /** The title of several in one message. `listed`: they are of different things, of which the first are named. */
  several?: { title: (count: number) => string; listed?: true };
  /** Asked again right before it is said; by default it always is so. */
  // biome-ignore lint/suspicious/noExplicitAny: what is seen is between the two functions of one.
  still?: Still<D, any>;
  /** When it is said at the latest, also if its digest would come later. */
  latest?: (notice: StoredNotice) => Date | null;
  /** It says that work of today or tomorrow is off: text messages are kept back for that. */
  isLastCall?: true;
  /** Leaves most of a day's text messages to other kinds. */
  fewTexts?: true;
  /** A name beside it in the inbox. It is stored in no notice and leaves by no push and no text message. */
  who?: (
    deps: D,
    viewer: Viewer,
    notices: readonly StoredNotice[],
  ) => Promise<(notice: StoredNotice) => string | null>;
};

/** A kind as a feature lists it. */
// biome-ignore lint/suspicious/noExplicitAny: what kinds are made of has no common type.
export type AnyNoticeKind<D> = NoticeKind<D, any, any>;

/** A kind with what drafts its notices: one for each who is told. */
export const noticeKind = <D, Of, Said extends object>(declared: NoticeKind<D, Of, Said>) => ({
  ...declared,
  drafts(of: Of): NoticeDraft[] {
    const { kind, pace, leadsTo } = declared;
    const shared = {
      ...declared.work?.(of),
      kind,
      key: declared.key(of),
      said: declared.said(of),
      pace: typeof pace === 'string' ? pace : pace(of),
      href: typeof leadsTo === 'string' ? leadsTo : leadsTo(of),
    };
    return declared.to(of).map((personId) => ({ ...shared, personId }));
  },
});
