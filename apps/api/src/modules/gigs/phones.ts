/** Mobile numbers with or without 86 in front, and landlines with their area code, also with dashes or spaces between. */
const PHONE = /(?<!\d)(?:(?:\+|00)?86[-\s]?)?(?:1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}|0\d{2,3}[-\s]\d{7,8})(?!\d)/g;

/** A text for everybody: phone numbers people typed into it are left out, contact is shown to who is confirmed. */
export const withoutPhones = (text: string): string =>
  text.normalize('NFKC').search(PHONE) < 0
    ? text
    : text.normalize('NFKC').replace(PHONE, '（报名后显示电话）');
