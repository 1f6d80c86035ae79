import type { PipelineStage, Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import { joined } from '../../../platform/database.ts';
import type { NamedEmployer } from '../hooks.ts';
import type { MembershipRecord, PersonRecord, SessionRecord } from '../model.ts';

type Source = Pick<Deps, 'models'>;
type Timed = Pick<Deps, 'models' | 'clock'>;
type Id = Types.ObjectId | string;

/** Sessions of an account: all, one or some of them, or all but one. */
export type WhichSessions = {
  accountId: Types.ObjectId;
  only?: readonly Types.ObjectId[];
  but?: Types.ObjectId | null;
};

const among = ({ accountId, only, but }: WhichSessions) => ({
  userId: accountId,
  ...(only ? { _id: { $in: only } } : {}),
  ...(but ? { _id: { $ne: but } } : {}),
});

/** Their ids, as hex strings. */
export async function sessionIds(deps: Source, which: WhichSessions): Promise<string[]> {
  const sessions = await deps.models.sessions.find(among(which), { _id: 1 }).lean();
  return sessions.map(({ _id }) => _id.toHexString());
}

/** The ids of all sessions of an account, as hex strings. */
export const sessionsOfAccount = (deps: Source, accountId: Types.ObjectId): Promise<string[]> =>
  sessionIds(deps, { accountId });

export const removeSessions = (deps: Source, ids: readonly Id[]) =>
  deps.models.sessions.deleteMany({ _id: { $in: ids } });

export type SessionOwner = SessionRecord & {
  accounts: unknown[];
  persons: PersonRecord[];
  memberships: MembershipRecord[];
  employers: NamedEmployer[];
};

/**
 * Live sessions with whom they belong to and what they may do, by their tokens: in one read, as every request of theirs
 * needs it. `joinEmployers`: the stage that adds the employers of the memberships.
 */
export async function sessionOwners(
  deps: Timed,
  tokens: readonly string[],
  joinEmployers: PipelineStage.Lookup,
): Promise<Map<string, SessionOwner>> {
  const { accounts, persons, memberships, sessions } = deps.models;
  const token = tokens.length === 1 ? tokens[0] : { $in: tokens };
  const found = await sessions.aggregate<SessionOwner>([
    { $match: { token, expiresAt: { $gt: deps.clock() } } },
    joined({ from: accounts, by: 'userId', on: '_id', as: 'accounts' }),
    joined({ from: persons, by: 'userId', on: 'accountId', as: 'persons' }),
    joined({ from: memberships, by: 'userId', on: 'accountId', as: 'memberships' }),
    joinEmployers,
  ]);
  return new Map(found.map((session) => [session.token, session]));
}

/** An account's sessions that have not ended, the latest to sign in first. */
export const openSessionsOf = (
  deps: Timed,
  accountId: Types.ObjectId,
  most: number,
): Promise<SessionRecord[]> =>
  deps.models.sessions
    .find({ userId: accountId, expiresAt: { $gt: deps.clock() } })
    .sort({ _id: -1 })
    .limit(most)
    .lean()
    .exec();

/** When an account's sessions were last used, each to within ten minutes. */
export async function sessionUses(deps: Source, accountId: Types.ObjectId): Promise<Date[]> {
  const used = await deps.models.sessions.find({ userId: accountId }, { createdAt: 1, seenAt: 1 }).lean();
  return used.map(({ createdAt, seenAt }) => seenAt ?? createdAt);
}

export const countSessions = (deps: Source, accountId: Types.ObjectId): Promise<number> =>
  deps.models.sessions.countDocuments({ userId: accountId }).exec();

/** An account's sessions, those first that last the longest. */
export async function sessionsByEnd(deps: Source, accountId: Types.ObjectId): Promise<Types.ObjectId[]> {
  const sessions = await deps.models.sessions
    .find({ userId: accountId }, { _id: 1 })
    .sort({ expiresAt: -1, _id: -1 })
    .lean();
  return sessions.map(({ _id }) => _id);
}

export const markSessionSeen = (deps: Source, _id: Id, seenAt: Date) =>
  deps.models.sessions.updateOne({ _id }, { $set: { seenAt } });

/** False where the session doesn't end at `from` any more. */
export async function moveSessionEnd(deps: Source, _id: Id, from: Date, to: Date): Promise<boolean> {
  const { modifiedCount } = await deps.models.sessions.updateOne(
    { _id, expiresAt: from },
    { $set: { expiresAt: to } },
  );
  return modifiedCount > 0;
}

/** Those of these sessions that have not ended, by their ids as hex strings. */
export async function livingSessions(deps: Timed, ids: readonly Id[]): Promise<Set<string>> {
  const alive = await deps.models.sessions
    .find({ _id: { $in: ids }, expiresAt: { $gt: deps.clock() } }, { _id: 1 })
    .lean();
  return new Set(alive.map(({ _id }) => _id.toHexString()));
}

/** When sessions end, by their ids as hex strings. */
export async function sessionEnds(deps: Source, ids: readonly Id[]): Promise<Map<string, Date>> {
  const sessions = await deps.models.sessions.find({ _id: { $in: ids } }, { expiresAt: 1 }).lean();
  return new Map(sessions.map(({ _id, expiresAt }) => [_id.toHexString(), expiresAt]));
}

/** Sessions that end after one moment and by another, the first first. */
export async function sessionsEndingIn(deps: Source, after: Date, until: Date): Promise<Types.ObjectId[]> {
  const ending = await deps.models.sessions
    .find({ expiresAt: { $gt: after, $lte: until } }, { _id: 1 })
    .sort({ expiresAt: 1 })
    .lean();
  return ending.map(({ _id }) => _id);
}
