import type { Connection } from 'mongoose';
import * as z from 'zod';
import { modelOn } from '../../platform/database.ts';
import { schemaOf, zObjectId } from '../../platform/document-schema.ts';

/**
 * What is known of a stored file; its bytes lie under the same id. It is written before them, so that whatever breaks off
 * leaves nothing that nobody knows of.
 */
const file = z.strictObject({
  _id: zObjectId,
  /** Whose it is: one of the kinds that features declare. */
  kind: z.string(),
  /**
   * `coming`: its bytes may not all be there. `loose`: it belongs to nothing yet. `kept`: to `ownerId`. `gone`: to nothing
   * any more, and it is about to be removed.
   */
  state: z.enum(['coming', 'loose', 'kept', 'gone']),
  ownerId: zObjectId.nullable(),
  type: z.string(),
  bytes: z.number(),
  width: z.number(),
  height: z.number(),
  /** Of what is stored, hex. */
  sha256: z.string(),
  /** Whether somebody looked for viruses. */
  scanned: z.boolean(),
  byAccountId: zObjectId,
  at: z.date(),
});
export type FileRecord = z.output<typeof file>;

const fileSchema = schemaOf(file);
fileSchema.index({ state: 1, at: 1 });
fileSchema.index({ kind: 1, ownerId: 1 });

export const fileModels = (connection: Connection) => ({
  files: modelOn(connection, 'File', fileSchema, 'files'),
});
