import { visibleText } from '@linggong/contracts/normal.ts';
import { phoneSpans } from './phones.ts';

const INSTEAD = '（报名后显示电话）';

/**
 * A text for everybody: phone numbers people typed into it are left out, contact is shown to who is confirmed, and so
 * are marks that nobody sees, which turn what stands beside it around.
 */
export function withoutPhones(written: string): string {
  const text = visibleText(written);
  let shown = '';
  let from = 0;
  for (const { start, end } of phoneSpans(text)) {
    shown += text.slice(from, start) + INSTEAD;
    from = end;
  }
  return shown + text.slice(from);
}
