import { WATCHED_DAYS } from '@linggong/rules/review.ts';
import { DAY_MS } from '@linggong/rules/time.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';

/** From now on an operator sees for a while all that an employer posts; in the transaction of the decision. */
export const watchEmployer = (deps: Deps, employerId: Types.ObjectId) =>
  deps.models.employers.updateOne(
    { _id: employerId },
    { $max: { watchedUntil: new Date(deps.clock().getTime() + WATCHED_DAYS * DAY_MS) } },
  );
