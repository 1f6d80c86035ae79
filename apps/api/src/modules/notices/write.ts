import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { retryingDuplicates } from '../../platform/database.ts';
import type { NoticeDraft } from '../../platform/notices/kind.ts';
import { inLanguage } from '../../words/words.ts';
import { languagesOf } from '../identity/public.ts';
import { wordsOf } from './compose.ts';
import { noticeAdded } from './events.ts';
import { forProxies } from './for-proxies.ts';
import type { NoticeRecord } from './model.ts';
import { firstDue, viaOf } from './policy.ts';
import { withBrowsers } from './repository/browsers.ts';
import { insertNotices, keysThere } from './repository/notices.ts';
import { settingsOf } from './settings.ts';
import { toWaiting } from './waiting.ts';

const BATCH = 500;

const identityOf = ({ personId, key }: { personId: { toString(): string }; key: string }) =>
  `${personId.toString()} ${key}`;

const idOrNull = (hex: string | undefined) => (hex ? new Types.ObjectId(hex) : null);

const toRecord = (draft: NoticeDraft, at: Date, pushable: ReadonlySet<string>): NoticeRecord => ({
  _id: new Types.ObjectId(),
  personId: new Types.ObjectId(draft.personId),
  key: draft.key,
  kind: draft.kind,
  said: draft.said,
  href: draft.href,
  gigId: idOrNull(draft.gigId),
  bookingId: idOrNull(draft.bookingId),
  ...(draft.forPersonId ? { forPersonId: new Types.ObjectId(draft.forPersonId) } : {}),
  pace: draft.pace,
  begins: draft.begins ?? null,
  notAfter: draft.notAfter ?? null,
  at,
  readAt: null,
  // What is for a push at once is no news to who allows it tomorrow.
  via: draft.pace === 'at_once' && !pushable.has(draft.personId) ? [] : viaOf(draft.pace),
});

/** Those of a batch that are not there yet. */
async function newOnes(deps: Deps, drafts: readonly NoticeDraft[]): Promise<NoticeDraft[]> {
  const there = new Set((await keysThere(deps, drafts)).map(identityOf));
  return drafts.filter((draft) => !there.has(identityOf(draft)));
}

/**
 * One event for all who are told the same in one language; who is told it twice, of two people who ask, gets two: they
 * count.
 */
async function tellAdded(deps: Deps, records: readonly NoticeRecord[]): Promise<void> {
  const times = new Map<string, number>();
  const languageOf = await languagesOf(
    deps,
    records.map(({ personId }) => personId),
  );
  const told = records.map((record) => ({
    record,
    title: inLanguage(languageOf(record.personId), () => wordsOf(deps, record).title),
  }));
  const alike = Map.groupBy(told, ({ title, record: { kind, href, personId } }) => {
    const own = JSON.stringify([kind, title, href, personId]);
    const before = times.get(own) ?? 0;
    times.set(own, before + 1);
    return JSON.stringify([kind, title, href, before]);
  });
  await noticeAdded.tellAll(
    deps,
    [...alike.values()].map((group) => {
      const { title, record } = group[0]!;
      const { kind, href } = record;
      return { payload: { kind, title, href }, of: group.map((one) => one.record) };
    }),
  );
}

/** Has them delivered to whom there is a way; a digest waits for who allows pushes later on. */
async function askForDelivery(
  deps: Deps,
  records: readonly NoticeRecord[],
  pushable: ReadonlySet<string>,
): Promise<void> {
  const settings = await settingsOf(
    deps,
    records.map(({ personId }) => personId),
  );
  const now = deps.clock();
  const jobs = records.flatMap((record) => {
    const personId = record.personId.toHexString();
    if (record.pace !== 'urgent' && !pushable.has(personId)) return [];
    const at = firstDue(toWaiting(deps, record), { ...settings(record.personId), now });
    return { kind: 'notices.deliver', key: personId, data: { personId }, at };
  });
  await deps.jobs.enqueue(jobs);
}

const addBatch = (deps: Deps, drafts: readonly NoticeDraft[]): Promise<number> =>
  retryingDuplicates(() =>
    deps.transaction(async () => {
      const fresh = await newOnes(deps, drafts);
      if (fresh.length === 0) return 0;
      const at = deps.clock();
      const pushable = await withBrowsers(
        deps,
        fresh.map(({ personId }) => new Types.ObjectId(personId)),
      );
      const records = fresh.map((draft) => toRecord(draft, at, pushable));
      await insertNotices(deps, records);
      await tellAdded(deps, records);
      await askForDelivery(deps, records, pushable);
      return records.length;
    }),
  );

/**
 * Puts notices into people's inboxes, tells their open pages, and has them delivered at their pace: all in one
 * transaction for each few hundred. Nobody gets a second notice with the same key, so that it can be called again with
 * the same drafts; what is past its use is left out. Not to be called within a transaction. Returns how many were new.
 */
export async function addNotices(deps: Deps, drafts: readonly NoticeDraft[]): Promise<number> {
  const now = deps.clock();
  const useful = drafts.filter(({ notAfter }) => !notAfter || notAfter > now);
  const all = [
    ...useful,
    ...(await forProxies(
      deps,
      useful.filter(({ ownOnly }) => !ownOnly),
    )),
  ];
  const distinct = [...new Map(all.map((draft) => [identityOf(draft), draft])).values()];
  let added = 0;
  for (let i = 0; i < distinct.length; i += BATCH)
    added += await addBatch(deps, distinct.slice(i, i + BATCH));
  return added;
}
