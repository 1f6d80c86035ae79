import { DAY_MS } from '@linggong/rules/time.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { EntryRecord } from './model.ts';
import type { By } from './note.ts';

/** What was written in place of another number, or of none, shows nothing for so long: its person may still object. */
const SETTLES_MS = 7 * DAY_MS;

type Source = Pick<Deps, 'clock'>;
type Said = Pick<EntryRecord, 'phoneSaid'>;

/** What an entry keeps of how the own number came into it. `changed`: in place of another, or of none. */
export const phoneSaidBy = (
  { clock }: Source,
  { by, changed }: { by: By; changed: boolean },
): Required<Said> => ({
  phoneSaid: {
    byVillage: by.villageAlone ?? false,
    changedAt: changed ? clock() : null,
    by: by.accountId === null ? null : new Types.ObjectId(String(by.accountId)),
    at: clock(),
  },
});

/** Whether something became what it is so lately that nothing is opened by it yet. */
export const isRecent = ({ clock }: Source, at: Date | null | undefined): boolean =>
  at != null && clock().getTime() - at.getTime() < SETTLES_MS;

/** Whether the own number was written in place of another, or of none, a few days ago. */
export const numberIsFresh = (deps: Source, entry: Said | null): boolean =>
  isRecent(deps, entry?.phoneSaid?.changedAt);

/** Whether this very account wrote the own number down, a few days ago: with the record or later. */
export function wroteNumberOf(
  deps: Source,
  accountId: string,
  { phoneSaid, registeredBy, registeredAt }: Pick<EntryRecord, 'phoneSaid' | 'registeredBy' | 'registeredAt'>,
): boolean {
  const by = phoneSaid?.by ?? registeredBy.accountId;
  return String(by) === accountId && isRecent(deps, phoneSaid?.at ?? registeredAt);
}
