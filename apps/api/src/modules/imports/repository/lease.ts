import type { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import { workLeases } from '../../../platform/work-lease.ts';
import type { ImportRecord } from '../model.ts';

/** Rows that are read together, and between two signs of life. */
export const CHUNK = 100;

type Source = Pick<Deps, 'models' | 'clock'>;
type Id = Types.ObjectId;

const leases = workLeases<ImportRecord, Source>(({ models }) => models.imports, 'import.wrong_state');

/** See `workLeases`. */
export const firstLease = leases.first;

/** See `workLeases`; not while its rows are being read anew. */
export const takeLease = (
  deps: Source,
  id: Id,
  from: readonly ImportRecord['state'][],
  state: 'running' | 'undoing',
): Promise<string> => leases.take(deps, id, from, state, { ready: true });

export const extendLease = (deps: Source, id: Id, token: string, counts: ImportRecord['counts']) =>
  leases.extend(deps, id, token, { counts });

export const endLease = (
  deps: Source,
  id: Id,
  token: string,
  end: { state: 'preview' | 'done' | 'undone'; counts: ImportRecord['counts'] },
) => leases.end(deps, id, token, end);
