import type { Types } from 'mongoose';
import { eventKind } from '../../platform/events/kind.ts';
import { personRoom } from '../identity/public.ts';

type OnePerson = { personId: Types.ObjectId | string };

export const noticeAdded = eventKind('notice.added.v1', (of: readonly OnePerson[]) => of.map(personRoom));
export const noticeRead = eventKind('notice.read.v1', (of: OnePerson) => [personRoom(of)]);
