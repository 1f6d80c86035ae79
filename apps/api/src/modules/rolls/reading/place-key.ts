import { normalText } from '@linggong/contracts/normal.ts';

/** Behind a village's name: its group, and what it is a committee of. */
const BEHIND = /(?:村民委员会|村委会|居民委员会|居委会|委会)$|[一二三四五六七八九十\d]+(?:组|社|队|号)?$/g;
/** A place as its names are compared. */
export const placeKey = (text: string): string => normalText(text).replace(/\s/g, '').replace(BEHIND, '');
