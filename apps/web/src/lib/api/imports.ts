import type {
  Import,
  ImportAbsent,
  ImportMapping,
  ImportPreview,
  ImportRowsQuery,
  Imports,
} from '@linggong/contracts/import.ts';
import type { Answer, Call } from './client.ts';

export const listImports = (call: Call): Promise<Answer<Imports>> => call('GET', '/imports');

/** `call` sends a form with `file` and `sourceName` on, see `sendOn`. Nothing becomes a gig yet. */
export const uploadImport = (call: Call): Promise<Answer<ImportPreview>> => call('POST', '/imports');

export const getImport = (call: Call, id: string, query: ImportRowsQuery): Promise<Answer<ImportPreview>> =>
  call('GET', `/imports/${id}`, { query });

/** What still goes on of the sender's last file and isn't in this one. */
export const getAbsent = (call: Call, id: string): Promise<Answer<ImportAbsent>> =>
  call('GET', `/imports/${id}/absent`);

export const mapColumns = (call: Call, id: string, mapping: ImportMapping): Promise<Answer<ImportPreview>> =>
  call('PUT', `/imports/${id}/mapping`, { body: mapping });

/** Goes on in the background; `counts.done` tells how far it is. */
export const runImport = (call: Call, id: string, version: number): Promise<Answer<Import>> =>
  call('POST', `/imports/${id}/run`, { body: { version } });

/** Goes on in the background. */
export const undoImport = (call: Call, id: string): Promise<Answer<Import>> =>
  call('POST', `/imports/${id}/undo`, { body: {} });

/** Where the rows that became no gig can be fetched as a file. */
export const leftOutHref = (id: string): string => `/api/v1/imports/${id}/errors.csv`;
