import type { NoticeKind as KindName } from '@linggong/contracts/notice.ts';
import type { StoredEvent } from '../events/models.ts';
import type { Viewer } from '../http/env.ts';
import type { AnyNoticeKind, Around, NoticeDraft, NoticeWords, StoredNotice, WhenTold } from './kind.ts';
import type { AnyNoticeSource, EventOf, Says } from './source.ts';

type Who = (notice: StoredNotice) => string | null;

/** Every kind of notice there is, as the machine asks for it. */
export type NoticeTable = {
  kind: (name: KindName) => Omit<AnyNoticeKind<unknown>, 'still' | 'who'>;
  /** In the reader's language. */
  words: (notice: Pick<StoredNotice, 'kind' | 'said' | 'forPersonId'>) => NoticeWords;
  /** Those of notices that say what still is so, in their order. */
  stillSo: <N extends StoredNotice>(notices: readonly N[], whenTold: WhenTold) => Promise<N[]>;
  who: (viewer: Viewer, notices: readonly StoredNotice[]) => Promise<Who>;
  /** What a batch of events calls for. */
  drafts: (events: readonly StoredEvent[]) => Promise<NoticeDraft[]>;
};

const byFunction = <N extends StoredNotice, F>(notices: readonly N[], of: (notice: N) => F | undefined) =>
  [...Map.groupBy(notices, of)].flatMap(([found, group]) => (found ? [{ found, group }] : []));

/** Throws where two features declare the same kind. */
export function noticeTable<D>(
  deps: D,
  features: readonly {
    notices?: readonly AnyNoticeKind<D>[];
    noticesOn?: readonly AnyNoticeSource<D>[];
  }[],
  around: Omit<Around, 'forOther'>,
): NoticeTable {
  const kinds = new Map<KindName, AnyNoticeKind<D>>();
  for (const kind of features.flatMap(({ notices = [] }) => notices)) {
    if (kinds.has(kind.kind)) throw new Error(`Two features say what ${kind.kind} is`);
    kinds.set(kind.kind, kind);
  }
  const sources = features.flatMap(({ noticesOn = [] }) => noticesOn);
  function kindOf(name: KindName): AnyNoticeKind<D> {
    const kind = kinds.get(name);
    if (!kind) throw new Error(`No feature says what ${name} is`);
    return kind;
  }
  return {
    kind: kindOf,
    words: ({ kind, said, forPersonId }) =>
      kindOf(kind).words(said, { ...around, forOther: forPersonId !== undefined }),
    async stillSo(notices, whenTold) {
      const gone = new Set<string>();
      for (const { found, group } of byFunction(notices, ({ kind }) => kindOf(kind).still?.look)) {
        const seen = await found(deps, group, whenTold);
        for (const notice of group)
          if (!kindOf(notice.kind).still?.so(notice, seen)) gone.add(notice._id.toHexString());
      }
      return notices.filter(({ _id }) => !gone.has(_id.toHexString()));
    },
    async who(viewer, notices) {
      const names = new Map<string, string | null>();
      for (const { found, group } of byFunction(notices, ({ kind }) => kindOf(kind).who)) {
        const who = await found(deps, viewer, group);
        for (const notice of group) names.set(notice._id.toHexString(), who(notice));
      }
      return ({ _id }) => names.get(_id.toHexString()) ?? null;
    },
    async drafts(events) {
      const drafts: NoticeDraft[] = [];
      // From above down: that a gig is full is said after who took its last place.
      for (const { on, first, look } of sources.toReversed()) {
        const own = events.filter(({ type }) => type === on) as unknown as EventOf<never>[];
        if (own.length === 0) continue;
        await first?.(deps, own);
        const says: Says<never> = await look(deps, own);
        for (const event of own) drafts.push(...(await says(event)));
      }
      return drafts;
    },
  };
}
