import { oneLine } from '@linggong/contracts/normal.ts';
import type { PushMessage } from '@linggong/contracts/notice.ts';
import type { Deps } from '../../deps.ts';
import type { NoticeWords } from '../../platform/notices/kind.ts';
import { wordsOf as areaOf } from '../../words/words.ts';
import type { NoticeRecord } from './model.ts';
import { wordsOfBefore } from './of-before.ts';

type Source = Pick<Deps, 'notices'>;

/** A notice in words. */
export function wordsOf({ notices }: Source, notice: NoticeRecord): NoticeWords {
  const words = wordsOfBefore(notice) ?? notices.words(notice);
  return notice.forPersonId ? { ...words, title: areaOf('notices').forProxy({ title: words.title }) } : words;
}

/** Notices about the same thing replace each other; those of some kinds are summed up. */
export const aboutOf = ({ notices }: Source, notice: NoticeRecord): string =>
  notices.kind(notice.kind).about?.(notice) ?? String(notice.bookingId ?? notice.gigId ?? notice._id);

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
  if (notices.every((notice) => aboutOf(deps, notice) === about) && !several?.listed)
    return several ? { ...single, title: several.title(count) } : single;
  const titles = new Set(notices.toReversed().map((notice) => wordsOf(deps, notice).title));
  return {
    title: several?.title(count) ?? areaOf('notices').several.mixed({ count }),
    body: firstOf([...titles]),
    href: '/inbox',
    tag: several ? latest.kind : 'digest',
  };
}
