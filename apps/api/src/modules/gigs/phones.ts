/** Mobile numbers with or without 86 in front, and landlines with their area code, also with dashes or spaces between. */
const PHONE =
  /(?<!\d)(?:(?:\+|00)?86[-\s]?)?(?:1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}|1[3-9]\d[-\s]?\d{3}[-\s]?\d{5}|0\d{2,3}[-\s]\d{7,8})(?!\d)/g;
const INSTEAD = '（报名后显示电话）';

/** Full-width digits, plus and dash as plain ones; one character stays one. */
const plain = (text: string) =>
  text.replace(/[０-９＋－]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));

/** A text for everybody: phone numbers people typed into it are left out, contact is shown to who is confirmed. */
export function withoutPhones(text: string): string {
  let shown = '';
  let from = 0;
  for (const { 0: phone, index } of plain(text).matchAll(PHONE)) {
    shown += text.slice(from, index) + INSTEAD;
    from = index + phone.length;
  }
  return shown + text.slice(from);
}
