import { zId } from '@linggong/contracts/scalars.ts';
import { localDay } from '@linggong/rules/time.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import type { Upload } from '../../platform/http/receive.ts';
import { invalid, problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import { counting } from '../caps/public.ts';
import { regionIdsOf, requireMay } from '../identity/public.ts';
import { UnreadableProblem } from '../imports/public.ts';
import { type RegionRecord, regionById } from '../regions/public.ts';
import type { Job, TableSaid } from './aside/messages.ts';
import { readRollAside } from './aside/reader.ts';
import { evaluated, noteMet } from './evaluate.ts';
import type { RollRecord } from './model.ts';
import { preview } from './read.ts';
import type { RowRead } from './reading/said.ts';
import { insertRoll, leases, removeRoll } from './repository/rolls.ts';
import { insertRows, removeRows } from './repository/rows.ts';

type Read = { region: RegionRecord; fileName: string; table: TableSaid; rows: RowRead[] };

const noFile = () => invalid([{ path: ['file'], message: wordsOf('rolls').noFile }]);

/** What a form says and its file holds. Throws before any row is taken in where the place isn't the viewer's. */
async function readForm(deps: Deps, viewer: Viewer, { contentType, file }: Upload): Promise<Read> {
  const job: Job = { contentType, today: localDay(deps.clock()) };
  const read: Partial<Read> & { rows: RowRead[] } = { rows: [] };
  const input = [`${JSON.stringify(job)}\n`];
  await readRollAside({ owner: viewer.accountId, input, fd: file.fd }, async (message) => {
    if ('rows' in message) read.rows.push(...message.rows);
    else if ('table' in message) {
      if (!message.table.columns.some(({ field }) => field === 'name' || field === 'nameBo'))
        throw invalid([{ path: ['file'], message: wordsOf('rolls').noNames }]);
      read.table = message.table;
    } else if ('form' in message) {
      const { fileName, regionId } = message.form;
      const region = zId.safeParse(regionId).success ? await regionById(deps, regionId) : null;
      if (!region) throw problem('region.not_found');
      // Whom a list names is registered as at the desk itself.
      requireMay(viewer, 'people.register', { deskPath: region.path });
      Object.assign(read, { region, fileName: fileName.replace(/^.*[\\/]/, '').slice(0, 120) });
    } else if ('unreadable' in message) throw new UnreadableProblem(message.unreadable);
    else throw message.malformed === 'form' ? problem('request.malformed') : noFile();
  });
  const { region, fileName, table, rows } = read;
  if (!region || fileName === undefined || !table) throw noFile();
  return { region, fileName, table, rows };
}

async function keep(
  deps: Deps,
  viewer: Viewer,
  { region, fileName, table, rows }: Read,
): Promise<RollRecord> {
  const { rowCount: _, ...told } = table;
  const lease = leases.first(deps);
  const roll: RollRecord = {
    _id: new Types.ObjectId(),
    ...told,
    state: 'reading',
    fileName,
    regionId: region._id,
    deskPath: region.path,
    lease,
    byAccountId: new Types.ObjectId(viewer.accountId),
    byName: viewer.name,
    createdAt: deps.clock(),
  };
  await insertRoll(deps, roll);
  try {
    for await (const some of evaluated(deps, { viewer, roll, region }, rows)) {
      await insertRows(deps, some);
      await noteMet(deps, viewer, some);
      if (!(await leases.extend(deps, roll._id, lease.token, {}))) throw new Error('the roll is gone');
    }
  } catch (error) {
    await removeRows(deps, roll._id);
    await removeRoll(deps, roll._id);
    throw error;
  }
  await leases.end(deps, roll._id, lease.token, { state: 'preview' });
  return { ...roll, state: 'preview', lease: null };
}

/**
 * Reads a roll and shows what each row would be beside the register; nothing is registered before it is carried out. Of a
 * file that isn't read to its end nothing is kept. Throws `import.unreadable` with why, `region.not_found`.
 */
export async function uploadRoll(
  deps: Deps,
  viewer: Viewer | null,
  receive: <T>(owner: string, use: (upload: Upload) => Promise<T>) => Promise<T>,
) {
  requireMay(viewer, 'roll.upload');
  const operator = viewer;
  const owner = regionIdsOf(operator)[0] ?? operator.accountId;
  return counting(deps, [{ cap: 'rolls', by: operator.accountId }], () =>
    receive(owner, async (upload) =>
      preview(deps, await keep(deps, operator, await readForm(deps, operator, upload)), {}),
    ),
  );
}
