import { eventKind } from '../../platform/events/kind.ts';
import { deskRooms } from '../identity/public.ts';

export const reviewClaimed = eventKind('review.claimed.v1', deskRooms);
export const reviewReleased = eventKind('review.released.v1', deskRooms);
