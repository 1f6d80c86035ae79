import type { Deps } from '../../deps.ts';
import type { WhenTold } from '../../platform/notices/kind.ts';
import { stillFor } from './for-proxies.ts';
import type { NoticeRecord } from './model.ts';
import { toldOfGigs } from './repository/notices.ts';

const whenToldIn =
  (deps: Deps): WhenTold =>
  async (kind, notices) => {
    const found = await toldOfGigs(deps, kind, notices);
    const last = new Map(
      found.map(({ personId, gigId, at }) => [`${String(personId)} ${String(gigId)}`, at]),
    );
    return ({ personId, gigId }) => last.get(`${String(personId)} ${String(gigId)}`);
  };

/** Those that nobody has read and that still are so, in their order. Asked for right before they are said. */
export async function stillSo(deps: Deps, notices: readonly NoticeRecord[]): Promise<NoticeRecord[]> {
  const now = deps.clock();
  const open = notices.filter(({ readAt, notAfter }) => !readAt && (!notAfter || notAfter > now));
  const still = await stillFor(deps, open);
  return deps.notices.stillSo(open.filter(still), whenToldIn(deps));
}
