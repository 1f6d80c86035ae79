import type { NoticeKind } from '@linggong/contracts/notice.ts';
import type { IconName } from '#lib/kit/icon-names.ts';

/** The mark before a notice; its title says the same in words. */
export const NOTICE_ICONS: Record<NoticeKind, IconName> = {
  'gig.match': 'find',
  'booking.confirmed': 'done',
  'booking.declined': 'remove',
  'booking.cancelled': 'remove',
  'booking.changed': 'alert',
  'booking.lapsed': 'remove',
  'shift.tomorrow': 'clock',
  'booking.asked': 'me',
  'booking.taken': 'me',
  'booking.left': 'back',
  'booking.renamed': 'alert',
  'booking.clash': 'alert',
  'gig.published': 'post',
  'gig.returned': 'alert',
  'import.returned': 'alert',
  'gig.refused': 'remove',
  'gig.full': 'done',
  'report.handled': 'done',
  'push.ending': 'clock',
  'account.phone_changed': 'alert',
  'employer.contact_changed': 'alert',
  'employer.suspended': 'remove',
  'employer.lifted': 'done',
};
