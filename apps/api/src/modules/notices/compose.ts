import type { PushMessage } from '@linggong/contracts/notice.ts';
import { severalWords } from '../../messages/notices.ts';
import { sayTimes } from '../../messages/when.ts';
import type { NoticeRecord } from './model.ts';

/** Notices about the same thing replace each other; those of some kinds are summed up. */
export function aboutOf({ _id, kind, bookingId, gigId, href }: NoticeRecord): string {
  if (kind === 'gig.match') return kind;
  // Those of one import are one message.
  if (kind === 'import.returned') return href;
  if (kind === 'booking.asked') return `${kind}:${String(gigId)}`;
  if (kind === 'booking.taken' || kind === 'gig.full') return `gig.filling:${String(gigId)}`;
  return String(bookingId ?? gigId ?? _id);
}

const SUMMED_UP = [
  ['gig.match', severalWords.matches],
  ['booking.taken', severalWords.taken],
] as const;

/** One message of one or more notices, the oldest first. */
export function compose(notices: readonly NoticeRecord[]): PushMessage {
  const latest = notices.at(-1)!;
  const title = sayTimes(latest.title);
  const body = sayTimes(latest.body);
  const about = aboutOf(latest);
  const single = { title, body, href: latest.href, tag: about };
  // By way of the inbox, which marks it as read.
  if (notices.length === 1)
    return { ...single, href: `/inbox/${String(latest._id)}?to=${encodeURIComponent(latest.href)}` };
  const count = notices.length;
  if (notices.every((notice) => aboutOf(notice) === about)) {
    if (latest.kind === 'booking.asked') return { ...single, title: severalWords.asked(count) };
    if (notices.every(({ kind }) => kind === 'booking.taken'))
      return { ...single, title: severalWords.taken(count) };
    if (latest.kind !== 'gig.match') return single;
  }
  const alike = SUMMED_UP.find(([of]) => notices.every(({ kind }) => kind === of));
  const titles = new Set(notices.toReversed().map((notice) => sayTimes(notice.title)));
  return {
    title: (alike?.[1] ?? severalWords.mixed)(count),
    body: severalWords.first([...titles]),
    href: '/inbox',
    tag: alike ? alike[0] : 'digest',
  };
}
