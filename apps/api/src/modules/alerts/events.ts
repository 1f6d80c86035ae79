import type { Types } from 'mongoose';
import { eventKind } from '../../platform/events/kind.ts';
import { personRoom } from '../identity/public.ts';

export const alertChanged = eventKind('alert.changed.v1', (of: { personId: Types.ObjectId }) => [
  personRoom(of),
]);
