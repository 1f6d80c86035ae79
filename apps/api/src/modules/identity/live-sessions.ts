import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { sessionEnded } from './events.ts';
import {
  countSessions,
  livingSessions,
  removeSessions,
  sessionIds,
  sessionsByEnd,
  type WhichSessions,
} from './repository/sessions.ts';

/**
 * Does what changes the rights of sessions, in one transaction, and ends their live connections on every process, so
 * that they come back with the rights that they have then. `change` returns the ids of the sessions.
 */
export async function endingSessions(deps: Deps, change: () => Promise<string[]>): Promise<void> {
  const ended = await deps.transaction(async () => {
    const ids = await change();
    if (ids.length > 0)
      await sessionEnded.tellAll(
        deps,
        ids.map((sessionId) => ({ payload: { by: deps.instance }, of: { sessionId } })),
      );
    return ids;
  });
  // Here at once: by the time the log tells, they may be back, with their new rights.
  for (const id of ended) deps.endLiveSession(id);
}

/** Removes sessions, and what is kept of their browsers. Within `endingSessions`, as which it gives their ids. */
export async function dropSessions(deps: Deps, which: WhichSessions): Promise<string[]> {
  const ids = await sessionIds(deps, which);
  await deps.hooks.identity.sessionsGone(ids);
  await removeSessions(deps, ids);
  return ids;
}

/** Ends an account's sessions beyond so many, those first that were not used for the longest. */
export async function endBeyondCap(deps: Deps, id: string): Promise<void> {
  const accountId = new Types.ObjectId(id);
  if ((await countSessions(deps, accountId)) <= deps.caps.sessions) return;
  await endingSessions(deps, async () => {
    const only = (await sessionsByEnd(deps, accountId)).slice(deps.caps.sessions);
    return dropSessions(deps, { accountId, only });
  });
}

type Live = { sessions: () => string[]; endSession: (sessionId: string) => void };

/** Ends the live connections here of sessions that ran out or are gone. Never throws. */
export async function endDeadSessions(deps: Deps, live: Live): Promise<void> {
  const open = live.sessions();
  try {
    const living = await livingSessions(deps, open);
    for (const id of open) if (!living.has(id)) live.endSession(id);
  } catch (error) {
    deps.log.warn({ err: error }, 'live sessions not checked');
  }
}
