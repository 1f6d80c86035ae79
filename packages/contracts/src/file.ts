import * as z from 'zod';
import { zId, zWholeIn } from './scalars.ts';

/** A photo that was taken in, and belongs to nothing yet: what it is for names it within a day, or it goes. */
export const zStoredFile = z
  .object({ id: zId, width: z.int(), height: z.int(), bytes: z.int() })
  .meta({ id: 'StoredFile' });
export type StoredFile = z.infer<typeof zStoredFile>;

/** Where a file can be looked at for some minutes, by who asked for the address and nobody else. */
export const zFileLink = z.object({ url: z.string(), until: z.iso.datetime() }).meta({ id: 'FileLink' });
export type FileLink = z.infer<typeof zFileLink>;

export const zFileQuery = z.object({ kind: z.string().regex(/^[a-z_]{1,40}$/, '没有这种文件') });

const LATEST = 99_999_999_999;
export const zFileLinkQuery = z.object({
  /** Seconds since 1970. */
  until: zWholeIn(z.int().min(0).max(LATEST)),
  mark: z.string().min(1).max(100),
});
