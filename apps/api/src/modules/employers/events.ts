import { eventKind } from '../../platform/events/kind.ts';
import { rooms, toEverybody } from '../identity/public.ts';
import { operatorsOf } from './forwarded.ts';
import type { EmployerRecord } from './model.ts';

export const employerVerified = eventKind('employer.verified.v1', toEverybody);
/** Its members and its operators. */
const toItsOwn = (employer: Pick<EmployerRecord, '_id' | 'deskPath' | 'regionPath'>) => [
  rooms.employer(employer._id),
  ...operatorsOf(employer).map(rooms.desk),
];
export const contactChanged = eventKind('employer.contact_changed.v1', toItsOwn);
export const employerSuspended = eventKind('employer.suspended.v1', toItsOwn);
