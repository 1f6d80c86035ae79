import { createHash } from 'node:crypto';
import type { StoredFile } from '@linggong/contracts/file.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { redrawn } from '../../platform/files/image/redraw.ts';
import { IMAGE_TYPE } from '../../platform/files/image/rules.ts';
import type { Viewer } from '../../platform/http/env.ts';
import type { Upload } from '../../platform/http/receive.ts';
import { problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import { counting } from '../caps/public.ts';
import { requireMay } from '../identity/public.ts';
import { kindOf } from './kinds.ts';
import type { FileRecord } from './model.ts';
import { insertFile, markWhole } from './repository.ts';

/** A page of paper can be read, and weighs some hundred kilobytes. */
const USUAL = { edge: 2000, quality: 80 };
const MOST_PIXELS = 64_000_000;
const BUSY_SECONDS = 20;

async function draw(upload: Upload, accountId: string, rules: typeof USUAL) {
  const { contentType, file } = upload;
  const drawn = await redrawn(
    { contentType, fd: file.fd, owner: accountId },
    { ...rules, mostPixels: MOST_PIXELS },
  );
  if (!('refused' in drawn)) return drawn;
  if (drawn.refused === 'busy') throw problem('file.busy', { retryAfterSeconds: BUSY_SECONDS });
  throw problem('file.unreadable', { detail: wordsOf('files').refused[drawn.refused] });
}

/** Whether somebody looked into it. Throws `file.infected`, and `file.not_scanned` where nobody answers. */
async function scanned(deps: Deps, bytes: Buffer): Promise<boolean> {
  const found = await deps.fileScanner.scan(bytes).catch((error: unknown) => {
    deps.log.error({ err: error }, 'no file is taken: the scanner does not answer');
    throw problem('file.not_scanned', { retryAfterSeconds: BUSY_SECONDS });
  });
  if (found === 'found') throw problem('file.infected');
  return found === 'clean';
}

/**
 * Takes in a photo for whoever may send one of this kind. It belongs to nothing until `attachFile` names it, and is seen
 * by who sent it alone.
 */
export async function putFile(
  deps: Deps,
  viewer: Viewer | null,
  name: string,
  receive: <T>(viewer: Viewer, use: (upload: Upload) => Promise<T>) => Promise<T>,
): Promise<StoredFile> {
  requireMay(viewer, 'file.put');
  const kind = kindOf(deps, name);
  await kind.mayPut(viewer);
  const { accountId } = viewer;
  return counting(deps, [{ cap: 'files', by: accountId }], () =>
    receive(viewer, async (upload) => {
      const { bytes, width, height } = await draw(upload, accountId, { ...USUAL, ...kind.image });
      const record: FileRecord = {
        _id: new Types.ObjectId(),
        kind: name,
        state: 'coming',
        ownerId: null,
        type: IMAGE_TYPE,
        bytes: bytes.length,
        width,
        height,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        scanned: await scanned(deps, bytes),
        byAccountId: new Types.ObjectId(accountId),
        at: deps.clock(),
      };
      await insertFile(deps, record);
      await deps.blobs.put(record._id, bytes);
      if (!(await markWhole(deps, record._id))) throw problem('request.broken_off');
      return { id: record._id.toHexString(), width, height, bytes: bytes.length };
    }),
  );
}
