import { timingSafeEqual } from 'node:crypto';
import type { FileLink } from '@linggong/contracts/file.ts';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { hmac } from '../../platform/keyed.ts';

const MINUTES = 10;
const PATH = '/api/v1/files';

const markOf = (secret: string, id: string, accountId: string, until: number) =>
  hmac(secret, 'file.link', id, accountId, String(until));

/**
 * An address at which this viewer, signed in, sees the file for ten minutes. It gives no right: whether they may is asked
 * again when it is opened.
 */
export function fileLink(
  { secret, clock }: Pick<Deps, 'secret' | 'clock'>,
  { accountId }: Viewer,
  fileId: { toString(): string },
): FileLink {
  const id = fileId.toString();
  const until = Math.floor(clock().getTime() / 1000) + MINUTES * 60;
  const mark = markOf(secret, id, accountId, until);
  return { url: `${PATH}/${id}?until=${until}&mark=${mark}`, until: new Date(until * 1000).toISOString() };
}

/** Whether it is an address that this account was given for the file; `ended`: it was. */
export function linkIs(
  { secret, clock }: Pick<Deps, 'secret' | 'clock'>,
  { accountId }: Viewer,
  { id, until, mark }: { id: string; until: number; mark: string },
): 'good' | 'ended' | 'none' {
  const ours = Buffer.from(markOf(secret, id, accountId, until));
  const theirs = Buffer.from(mark);
  if (ours.length !== theirs.length || !timingSafeEqual(ours, theirs)) return 'none';
  return until * 1000 > clock().getTime() ? 'good' : 'ended';
}
