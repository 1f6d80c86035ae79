import { createHash } from 'node:crypto';
import { Types } from 'mongoose';

/** The same for the same key, so that two processes that lay in the demo at once make nothing double. */
export const demoId = (
  kind:
    | 'act'
    | 'employer'
    | 'person'
    | 'gig'
    | 'booking'
    | 'notice'
    | 'showing'
    | 'report'
    | 'grant'
    | 'crew'
    | 'crewBooking'
    | 'alarm'
    | 'roll'
    | 'rollRow',
  key: string,
) => new Types.ObjectId(createHash('sha256').update(`demo:${kind}:${key}`).digest('hex').slice(0, 24));
