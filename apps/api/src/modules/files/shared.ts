import { blobStore } from '../../platform/files/blobs.ts';
import type { FileKinds } from '../../platform/files/kind.ts';
import { fileScanner } from '../../platform/files/scanner.ts';
import type { Platform } from '../../platform/platform.ts';

/** What everybody gets of this feature by `Deps`. */
export const filesShared = ({ connection, settings }: Platform) => ({
  blobs: blobStore(connection),
  fileScanner: fileScanner(settings),
  /** Filled in once all features are known. */
  fileKinds: {} as FileKinds,
});
