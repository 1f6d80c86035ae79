import { SettingsError } from '../../platform/settings.ts';

/**
 * What one account, employer or person can store, send or have done to others. `day`: so often within a day of the
 * deployment's zone, from midnight on. `held`: so many at once; it frees by itself as something ends. Where an
 * employer that was checked has more, its row ends in `_verified`.
 */
export type Cap = { most: number; span: 'day' | 'held'; about: string };

/** All caps with their defaults. An operator changes them by the setting `CAPS`; the words are in `words.ts`. */
export const CAPS = {
  employers: { most: 5, span: 'day', about: 'Employers that one account registers' },
  drafts: { most: 40, span: 'day', about: 'Drafts that an employer begins or copies' },
  drafts_verified: { most: 400, span: 'day', about: 'The same, of one that was checked' },
  drafts_held: { most: 20, span: 'held', about: 'Drafts that an employer keeps' },
  drafts_held_verified: { most: 200, span: 'held', about: 'The same, of one that was checked' },
  draft_kib: { most: 600, span: 'held', about: 'KiB of all drafts that an employer keeps' },
  draft_kib_verified: { most: 6000, span: 'held', about: 'The same, of one that was checked' },
  sent_in: { most: 12, span: 'day', about: 'Postings that an employer sends in' },
  sent_in_verified: { most: 300, span: 'day', about: 'The same, of one that was checked' },
  in_review: { most: 4, span: 'held', about: 'Postings of an employer that wait for the operators' },
  in_review_verified: { most: 60, span: 'held', about: 'The same, of one that was checked' },
  saves: { most: 400, span: 'day', about: 'Savings of one posting while it is being written' },
  changes: {
    most: 20,
    span: 'day',
    about: 'Changes of one posting that is public, or waits for the operators',
  },
  takes: { most: 30, span: 'day', about: 'Gigs that a person takes or asks for' },
  takes_of_employer: { most: 10, span: 'day', about: 'Gigs of one employer that a person takes or asks for' },
  step_backs: { most: 60, span: 'day', about: 'Times that a person steps back from shifts' },
  bookings: { most: 60, span: 'held', about: 'Bookings of a person that are not over' },
  contacts: { most: 5, span: 'day', about: 'Employers whose number a person is newly shown' },
  contacts_worked: {
    most: 20,
    span: 'day',
    about: 'The same, of who has done work booked here for an employer that was checked',
  },
  people_called: { most: 20, span: 'day', about: 'People whose number an employer is newly shown' },
  people_called_verified: { most: 200, span: 'day', about: 'The same, of one that was checked' },
  alerts: { most: 60, span: 'day', about: 'Alerts that a person saves, or changes' },
  reports: { most: 40, span: 'day', about: 'Reports of one person who is signed in' },
  registrations: { most: 500, span: 'day', about: 'People whom one operator registers' },
  id_numbers: {
    most: 600,
    span: 'day',
    about: 'Identity numbers that one operator has looked for in the register, new ones included',
  },
  claim_codes: { most: 100, span: 'day', about: 'Codes to take a record over that one operator makes' },
  imports: { most: 80, span: 'day', about: 'Files that one operator sends' },
  files: { most: 100, span: 'day', about: 'Photos that one account sends' },
  rolls: { most: 40, span: 'day', about: 'Rolls that one operator sends' },
  push_changes: { most: 100, span: 'day', about: 'Times that a person lets a browser be told' },
  number_codes: { most: 20, span: 'day', about: 'Codes that an account has sent to change a number' },
  consent_codes: {
    most: 30,
    span: 'day',
    about: 'Codes to agree by that one desk has sent to numbers that nobody ever signed in with',
  },
  renames: { most: 3, span: 'day', about: 'Times that a person changes the name in their record' },
  grants: { most: 300, span: 'day', about: 'Grants to act for people that one account tries to write down' },
  own_grants: { most: 10, span: 'day', about: 'Times that a person lets somebody act for them' },
  proxy_takes: { most: 120, span: 'day', about: 'Gigs that one account takes or asks for, for others' },
  keys: { most: 2000, span: 'day', about: 'Idempotency keys that an account uses' },
  sessions: { most: 20, span: 'held', about: 'Sessions of an account; with one more the oldest ends' },
} as const satisfies Record<string, Cap>;
export type CapName = keyof typeof CAPS;

type OfSpan<S> = { [N in CapName]: (typeof CAPS)[N]['span'] extends S ? N : never }[CapName];
export type DayCap = OfSpan<'day'>;
export type HeldCap = OfSpan<'held'>;

type Doubled<N> = N extends string ? (`${N}_verified` extends CapName ? N : never) : never;
/** The row for an employer, as it was checked or not. */
export const capFor = <N extends Doubled<CapName>>(name: N, verified: boolean) =>
  (verified ? `${name}_verified` : name) as N;

export type Caps = Readonly<Record<CapName, number>>;

/**
 * The caps as the operator has them, from `name=number` pairs. `scale` multiplies all: for tests and benchmarks. Throws
 * with one line for a name that there is not.
 */
export function readCaps(changed: ReadonlyMap<string, number>, scale = 1): Caps {
  for (const name of changed.keys())
    if (!Object.hasOwn(CAPS, name)) throw new SettingsError(`Setting CAPS: there is no cap ${name}`);
  const entries = Object.entries(CAPS).map(([name, { most }]) => [
    name,
    Math.max(1, Math.round((changed.get(name) ?? most) * scale)),
  ]);
  return Object.fromEntries(entries) as Caps;
}

/** The table of `docs/caps.md`. */
export function capsTable(): string {
  const rows = Object.entries(CAPS).map(
    ([name, { most, span, about }]) =>
      `| \`${name}\` | ${most} | ${span === 'day' ? 'a day' : 'at once'} | ${about} |`,
  );
  return ['| cap | default | | what it bounds |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
