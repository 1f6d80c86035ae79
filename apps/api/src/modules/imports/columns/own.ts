import { headerName } from '../../../platform/sheets/header-name.ts';

/** What our lists of rows that became no gig put before the columns of the file. */
export const OWN_HEADERS = ['行号', '结果', '原因'] as const;

/** Which columns of a file are those of our list, that comes back corrected. One alone may be somebody else's. */
export function ownColumns(headers: readonly string[]): ReadonlySet<number> {
  const names = headers.map(headerName);
  const found = OWN_HEADERS.map((own) => names.indexOf(own)).filter((at) => at >= 0);
  return new Set(found.length > 1 ? found : []);
}
