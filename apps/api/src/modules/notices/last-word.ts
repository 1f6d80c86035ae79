import { datedDay } from '@linggong/rules/dated.ts';
import { DAY_MS, localDay, localMoment } from '@linggong/rules/time.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { JobSpec } from '../../platform/jobs/worker.ts';
import { noticeKind } from '../../platform/notices/kind.ts';
import { say } from '../../words/say.ts';
import { wordsOf } from '../../words/words.ts';
import { sessionEnds, sessionsEndingIn } from '../identity/public.ts';
import { browsersOf, browsersOfSessions } from './repository/browsers.ts';
import { addNotices } from './write.ts';

/** So long before the last of a person's browsers stops being told, they hear of it there. */
const BEFORE_MS = 3 * DAY_MS;
const AT_MINUTES = 10 * 60;
const BATCH = 500;

/** When the pushes to each of these people end: with the longest of the sessions that their browsers are told by. */
async function endsOf(deps: Deps, personIds: readonly Types.ObjectId[]) {
  const subscriptions = await browsersOf(deps, personIds);
  const endBySession = await sessionEnds(
    deps,
    subscriptions.map(({ sessionId }) => sessionId),
  );
  const ends = new Map<string, Date>();
  for (const { personId, sessionId } of subscriptions) {
    const [person, end] = [personId.toHexString(), endBySession.get(sessionId.toHexString())];
    const known = ends.get(person);
    if (end && (!known || end > known)) ends.set(person, end);
  }
  return ends;
}

type Ending = { personId: string; end: Date };

/** The one kind that is about being told itself. */
export const pushEnding = noticeKind({
  kind: 'push.ending',
  icon: 'clock',
  to: ({ personId }: Ending) => [personId],
  key: ({ end }: Ending) => `push.ending:${end.getTime()}`,
  pace: 'at_once',
  leadsTo: '/inbox',
  work: ({ end }: Ending) => ({ notAfter: end }),
  said: ({ end }: Ending) => ({ end }),
  words: ({ end }) => say(wordsOf('notices').notices.ending, { day: datedDay(end, wordsOf('dates')) }),
});

/** Who opens the app, or a message, goes on for thirty days; who did not for long is told once that it will end. */
async function tellAll(deps: Deps): Promise<void> {
  const now = deps.clock();
  const soon = new Date(now.getTime() + BEFORE_MS);
  const ending = await sessionsEndingIn(deps, now, soon);
  for (let i = 0; i < ending.length; i += BATCH) {
    const sessionIds = ending.slice(i, i + BATCH);
    const told = await browsersOfSessions(deps, sessionIds);
    const ends = await endsOf(
      deps,
      told.map(({ personId }) => personId),
    );
    const last = [...ends].filter(([, end]) => end > now && end <= soon);
    await addNotices(
      deps,
      last.flatMap(([personId, end]) => pushEnding.drafts({ personId, end })),
    );
  }
}

/** Every morning at ten. */
export const lastWordJob = (deps: Deps): JobSpec => ({
  kind: 'notices.last_word',
  async run() {
    await tellAll(deps);
    return undefined;
  },
  recurring(now) {
    const today = localMoment(localDay(now), AT_MINUTES);
    return today > now ? today : new Date(today.getTime() + DAY_MS);
  },
});
