import type { EventPayload } from '@linggong/contracts/events.ts';
import type { Notice, NoticeKind } from '@linggong/contracts/notice.ts';
import { dayWord } from '#lib/format/time.ts';

/** Notices, newest first, under the days as people say them. */
export function byDay(notices: readonly Notice[], now: Date): { day: string; notices: Notice[] }[] {
  const days: { day: string; notices: Notice[] }[] = [];
  for (const notice of notices) {
    const day = dayWord(notice.at, now);
    const last = days.at(-1);
    if (last?.day === day) last.notices.push(notice);
    else days.push({ day, notices: [notice] });
  }
  return days;
}

/** The list after some of it was read, here or on another device. */
export function withRead(
  notices: readonly Notice[],
  { ids, upTo }: Pick<EventPayload<'notice.read.v1'>, 'ids' | 'upTo'>,
  readAt: string,
): Notice[] {
  const isMeant = ({ id, at }: Notice) =>
    ids?.includes(id) || (upTo !== null && Date.parse(at) <= Date.parse(upTo));
  return notices.map((notice) => (!notice.readAt && isMeant(notice) ? { ...notice, readAt } : notice));
}

/** What the person named beside a notice is to it. Nobody stepped back where it is not about that. */
export function whoIs(kind: NoticeKind): 'left' | 'leader' | 'other' {
  if (kind === 'booking.left' || kind === 'crew.stepped_back') return 'left';
  return kind === 'crew.taken_off' ? 'leader' : 'other';
}
