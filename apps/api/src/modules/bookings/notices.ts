import { asked, clash, left, renamed, taken } from './notices/to-employer.ts';
import { cancelled, changed, confirmed, declined, lapsed, tomorrow } from './notices/to-holder.ts';
import { unanswered } from './notices/unanswered.ts';

export { bookingNoticesOn } from './notices/of-events.ts';

/** All that people are told of bookings. */
export const bookingNotices = [
  confirmed,
  declined,
  cancelled,
  changed,
  lapsed,
  tomorrow,
  asked,
  taken,
  left,
  renamed,
  unanswered,
  clash,
] as const;
