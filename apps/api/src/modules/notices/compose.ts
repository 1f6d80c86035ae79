import { oneLine } from '@linggong/contracts/normal.ts';
import type { PushMessage } from '@linggong/contracts/notice.ts';
import type { Deps } from '../../deps.ts';
import type { NoticeWords } from '../../platform/notices/kind.ts';
import { wordsOf as areaOf } from '../../words/words.ts';
import type { NoticeRecord } from './model.ts';
import { wordsOfBefore } from './of-before.ts';

type Source = Pick<Deps, 'notices'>;

const ownWords = ({ notices }: Source, notice: NoticeRecord): NoticeWords =>
  wordsOfBefore(notice) ?? notices.words(notice);

/** A notice in words. */
export function wordsOf(deps: Source, notice: NoticeRecord): NoticeWords {
  const words = ownWords(deps, notice);
  return notice.forPersonId ? { ...words, title: areaOf('notices').forProxy({ title: words.title }) } : words;
}

/**
 * Notices about the same thing replace each other; those of some kinds are summed up. What became of several of one's people on
 * one gig is one thing: else eight equal reminders use up the day's texts, and a cut wage is said to nobody.
 */
export const aboutOf = ({ notices }: Source, notice: NoticeRecord): string => {
  const { kind, forPersonId, gigId, bookingId, _id } = notice;
  if (forPersonId && gigId) return `${kind}:for:${gigId}`;
  return notices.kind(kind).about?.(notice) ?? String(bookingId ?? gigId ?? _id);
};

/** Of several of one's people on one gig the latest in words, with how many they are; null: it is of one or none. */
function ofPeople(deps: Source, notices: readonly NoticeRecord[]) {
  const people = new Set(notices.map(({ forPersonId }) => String(forPersonId))).size;
  const latest = notices.at(-1)!;
  if (!latest.forPersonId || people < 2) return null;
  const words = ownWords(deps, latest);
  return {
    ...words,
    title: areaOf('notices').forProxies({ people, title: words.title }),
    href: '/people',
    tag: aboutOf(deps, latest),
  };
}

/** The first ones by their titles. */
function firstOf(titles: readonly string[]): string {
  const { first, more, join } = areaOf('notices').several;
  const said = { titles: titles.slice(0, 2).join(join) };
  return titles.length > 2 ? more(said) : first(said);
}

/**
 * A text message of somebody's notices, on one line: nothing that people wrote looks like a message of its own.
 * `full`: no more are sent to this number on this day.
 */
export function textOf({ title, body }: NoticeWords, full: boolean): string {
  const { message, last } = areaOf('notices').text;
  return (full ? last : message)({ title: oneLine(title), body: oneLine(body) });
}

/** One message of one or more notices, the oldest first. */
export function compose(deps: Source, notices: readonly NoticeRecord[]): Omit<PushMessage, 'lang'> {
  const latest = notices.at(-1)!;
  const about = aboutOf(deps, latest);
  const single = { ...wordsOf(deps, latest), href: latest.href, tag: about };
  // By way of the inbox, which marks it as read.
  if (notices.length === 1)
    return { ...single, href: `/inbox/${String(latest._id)}?to=${encodeURIComponent(latest.href)}` };
  const count = notices.length;
  const ofOneKind = notices.every(({ kind }) => kind === latest.kind);
  const several = ofOneKind ? deps.notices.kind(latest.kind).several : undefined;
  const ofOneThing = notices.every((notice) => aboutOf(deps, notice) === about);
  const people = ofOneThing ? ofPeople(deps, notices) : null;
  if (people) return people;
  if (ofOneThing && !several?.listed) return several ? { ...single, title: several.title(count) } : single;
  const titles = new Set(notices.toReversed().map((notice) => wordsOf(deps, notice).title));
  return {
    title: several?.title(count) ?? areaOf('notices').several.mixed({ count }),
    body: firstOf([...titles]),
    href: '/inbox',
    tag: several ? latest.kind : 'digest',
  };
}
