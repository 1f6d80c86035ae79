import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { rooms } from '../../platform/events/log.ts';

/**
 * Ends the live connections of sessions on every process, so that they come back with the rights that they have
 * then. Call it in the transaction that changes those rights.
 */
export async function endLiveSessions(deps: Deps, sessionIds: readonly string[]): Promise<void> {
  if (sessionIds.length === 0) return;
  await deps.events.appendAll(
    'session.ended.v1',
    sessionIds.map((sessionId) => ({ payload: {}, audience: [rooms.session(sessionId)] })),
  );
}

/** The same for all sessions of an account. */
export async function refreshAccount(deps: Deps, accountId: Types.ObjectId): Promise<void> {
  const sessions = await deps.models.sessions.find({ userId: accountId }, { _id: 1 }).lean();
  await endLiveSessions(
    deps,
    sessions.map((session) => session._id.toString()),
  );
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
