import { type QueryFilter, Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { sessionEnded } from './events.ts';
import type { SessionRecord } from './model.ts';

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

export async function sessionsOf(deps: Deps, accountId: Types.ObjectId): Promise<string[]> {
  const sessions = await deps.models.sessions.find({ userId: accountId }, { _id: 1 }).lean();
  return sessions.map((session) => session._id.toString());
}

/** Removes sessions, and what is kept of their browsers. Within `endingSessions`, as which it gives their ids. */
export async function dropSessions(deps: Deps, which: QueryFilter<SessionRecord>): Promise<string[]> {
  const { sessions } = deps.models;
  const ids = (await sessions.find(which, { _id: 1 }).lean()).map(({ _id }) => _id.toHexString());
  await deps.hooks.identity.sessionsGone(ids);
  await sessions.deleteMany({ _id: { $in: ids } });
  return ids;
}

/** Ends an account's sessions beyond so many, those first that were not used for the longest. */
export async function endBeyondCap(deps: Deps, accountId: string): Promise<void> {
  const { sessions } = deps.models;
  const userId = new Types.ObjectId(accountId);
  if ((await sessions.countDocuments({ userId })) <= deps.caps.sessions) return;
  await endingSessions(deps, async () => {
    const kept = await sessions.find({ userId }, { _id: 1 }).sort({ expiresAt: -1, _id: -1 }).lean();
    const beyond = kept.slice(deps.caps.sessions).map(({ _id }) => _id);
    return dropSessions(deps, { _id: { $in: beyond } });
  });
}

type Live = { sessions: () => string[]; endSession: (sessionId: string) => void };

/** Ends the live connections here of sessions that ran out or are gone. Never throws. */
export async function endDeadSessions(deps: Deps, live: Live): Promise<void> {
  const open = live.sessions();
  try {
    const alive = await deps.models.sessions
      .find(
        { _id: { $in: open.map((id) => new Types.ObjectId(id)) }, expiresAt: { $gt: deps.clock() } },
        { _id: 1 },
      )
      .lean();
    const living = new Set(alive.map((session) => session._id.toString()));
    for (const id of open) if (!living.has(id)) live.endSession(id);
  } catch (error) {
    deps.log.warn({ err: error }, 'live sessions not checked');
  }
}
