import type { NoticeSettings } from '@linggong/contracts/notice.ts';
import { DAY_MS, HOUR_MS, localDay, localMoment } from '@linggong/rules/time.ts';
import type { Pace } from '../../platform/notices/kind.ts';
import type { Via } from './model.ts';

/** What a notice's delivery depends on. */
export type Waiting = {
  id: string;
  pace: Pace;
  at: Date;
  /** When the work begins. */
  begins: Date | null;
  /** When it is said at the latest, also if its digest would come later; null: the digest is soon enough. */
  latest: Date | null;
  /** Notices about the same thing (a booking, a gig) replace each other. */
  about: string;
  /** Where it still has to be said. */
  via: readonly Via[];
};

/** Where this person can be reached now. */
export type Reach = { push: boolean; sms: boolean };

export const DEFAULT_SETTINGS: NoticeSettings = {
  push: true,
  sms: 'urgent',
  quiet: { from: '21:30', to: '06:30' },
  digestAt: '18:30',
};

const MINUTE_MS = 60_000;
/** A text message waits for what else happens to the same booking. */
const SETTLES_MS = 2 * MINUTE_MS;
const SETTLES_AT_MOST_MS = 10 * MINUTE_MS;
/**
 * Work that begins this soon after the quiet time is worth waking somebody for: roads are long, and who leaves at five
 * for nine must know before.
 */
const WAKES_FOR_MS = 4 * HOUR_MS;
/** A digest that is this late goes by the quiet time, whatever hour was asked for. */
const DIGEST_LATE_MS = HOUR_MS / 2;
/** Text messages cost money: so many a day for one person, whatever happens. */
export const TEXTS_PER_DAY = 6;
/** Those of kinds with `fewTexts` leave the rest of them to what costs somebody their work. */
export const TEXTS_OF_TAKEN = 3;
/**
 * Beside them, for what is off or who won't come today or tomorrow: nobody travels in vain because the day's texts were
 * used up by something else.
 */
export const TEXTS_OF_LAST = 4;

/** Whether work that is called off would have begun before tomorrow is over. `begins`: null where it isn't known. */
export const isLastCall = (begins: Date | null, now: Date): boolean =>
  begins !== null && begins < localMoment(localDay(new Date(now.getTime() + DAY_MS)), 24 * 60);

/** Where a notice is to be said. */
export const viaOf = (pace: Pace): Via[] =>
  pace === 'urgent' ? ['push', 'sms'] : pace === 'at_once' ? ['push'] : ['digest'];

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const onDayOf = (moment: Date, time: string, days = 0) =>
  localMoment(localDay(new Date(moment.getTime() + days * DAY_MS)), minutesOf(time));
const later = (a: Date, b: Date) => (a > b ? a : b);

/** The end of the quiet time that holds a moment; null: it isn't quiet. */
export function quietUntil(quiet: NoticeSettings['quiet'], moment: Date): Date | null {
  if (!quiet || quiet.from === quiet.to) return null;
  const nights = minutesOf(quiet.to) < minutesOf(quiet.from) ? 1 : 0;
  for (const day of [-1, 0]) {
    const from = onDayOf(moment, quiet.from, day);
    const to = onDayOf(from, quiet.to, nights);
    if (from <= moment && moment < to) return to;
  }
  return null;
}

/** From `moment` on, the first time that is not quiet, or where sleep costs somebody their work. */
export function outOfQuiet(settings: Pick<NoticeSettings, 'quiet'>, moment: Date, begins: Date | null): Date {
  const end = quietUntil(settings.quiet, moment);
  if (!end) return moment;
  return begins && begins.getTime() <= end.getTime() + WAKES_FOR_MS ? moment : end;
}

/** The digest that tells of what came at `at`: the next one after it, and none on a day that had one. */
function digestFor(settings: NoticeSettings, at: Date, digestDay: string | null, now: Date): Date {
  let due = onDayOf(at, settings.digestAt);
  while (due <= at || localDay(due) === digestDay) due = onDayOf(due, settings.digestAt, 1);
  const isLate = now.getTime() - due.getTime() > DIGEST_LATE_MS;
  return isLate ? outOfQuiet(settings, now, null) : due;
}

/** The day whose digest it is that is said now: before its hour it is yesterday's, that came late. */
export const digestDayAt = (settings: NoticeSettings, now: Date): string =>
  localDay(onDayOf(now, settings.digestAt) <= now ? now : new Date(now.getTime() - DAY_MS));

type Situation = { settings: NoticeSettings; now: Date; digestDay: string | null };

/** When it is due there; what is due may have been for a while. */
function dueAt(
  notice: Waiting,
  via: Via,
  all: readonly Waiting[],
  { settings, now, digestDay }: Situation,
): Date {
  if (via === 'digest') {
    const digest = digestFor(settings, notice.at, digestDay, now);
    const { latest } = notice;
    return latest && latest < digest ? outOfQuiet(settings, later(latest, notice.at), null) : digest;
  }
  const begins = notice.pace === 'urgent' ? notice.begins : null;
  if (via === 'push') return outOfQuiet(settings, later(notice.at, now), begins);
  const times = all
    .filter(({ about, via: others }) => about === notice.about && others.includes('sms'))
    .map(({ at }) => at.getTime());
  const settled = Math.min(Math.max(...times) + SETTLES_MS, Math.min(...times) + SETTLES_AT_MOST_MS);
  return outOfQuiet(settings, later(new Date(settled), now), begins);
}

/** When a new notice has to be looked at for the first time. */
export const firstDue = (notice: Waiting, situation: Situation): Date =>
  new Date(Math.min(...notice.via.map((via) => dueAt(notice, via, [notice], situation).getTime())));

export type Plan = {
  /** What to say now and where; each group is one message. */
  messages: { via: Via; ids: string[] }[];
  /** What no longer waits for a channel: it is said now, or the channel doesn't reach this person. */
  done: { id: string; via: Via }[];
  /** When something is due next; null: nothing waits, or what waits can't be said anywhere. */
  next: Date | null;
};

/** Pushes of one kind and thing are one; all that a digest tells is one. */
const groupOf = (notice: Waiting, via: Via) => (via === 'digest' ? 'digest' : notice.about);

/**
 * What to say to one person now, of all that waits and is still so. What can't reach them stays in the inbox; a digest
 * waits until it can.
 */
export function plan(waiting: readonly Waiting[], reach: Reach, situation: Situation): Plan {
  const { settings, now } = situation;
  const reaches = { push: reach.push && settings.push, sms: reach.sms && settings.sms === 'urgent' };
  const groups = new Map<string, { via: Via; ids: string[] }>();
  const done: Plan['done'] = [];
  let next: Date | null = null;
  for (const notice of waiting) {
    for (const via of notice.via) {
      if (via === 'digest' && !reaches.push) continue;
      if (via !== 'digest' && !reaches[via]) {
        done.push({ id: notice.id, via });
        continue;
      }
      const due = dueAt(notice, via, waiting, situation);
      if (due > now) {
        if (!next || due < next) next = due;
        continue;
      }
      const key = `${via} ${groupOf(notice, via)}`;
      const group = groups.get(key) ?? { via, ids: [] };
      group.ids.push(notice.id);
      groups.set(key, group);
      done.push({ id: notice.id, via });
    }
  }
  return { messages: [...groups.values()], done, next };
}
