import { eventKind } from '../../platform/events/kind.ts';
import { personRoom, rooms } from './rooms.ts';

type Id = { toString(): string };

export const sessionEnded = eventKind(
  'session.ended.v1',
  (of: { sessionId: string }) => [rooms.session(of.sessionId)],
  'ends_sessions',
);
export const phoneChanged = eventKind('account.phone_changed.v1', (of: { personId: Id }) => [personRoom(of)]);
