import type { Pay } from '@linggong/contracts/posting.ts';

/** When the wage is settled, as it is said on a ticket; empty where nobody said. */
export function settlementWords({ settlement, settlementDays }: Pay): string {
  switch (settlement) {
    case 'same_day':
      return '今天干今天结';
    case 'within_days':
      return settlementDays === null ? '干完几天内结' : `干完 ${settlementDays} 天内结`;
    case 'weekly':
      return '一周一结';
    case 'monthly':
      return '一月一结';
    case 'on_completion':
      return '干完结清';
    default:
      return '';
  }
}
