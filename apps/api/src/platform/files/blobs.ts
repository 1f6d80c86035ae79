import mongoose, { type Connection, type Types } from 'mongoose';

const BUCKET = 'blobs';
/** What a picture fits into as a rule, below what one command of any server holds. */
const CHUNK_BYTES = 512 * 1024;

/**
 * Bytes in the product's own database, by ids that the caller makes and has written down before: what is not written down
 * anywhere is nobody's. No transaction: whoever needs one writes there that they belong to something.
 */
export function blobStore(connection: Connection) {
  const bucket = new mongoose.mongo.GridFSBucket(connection.getClient().db(connection.name), {
    bucketName: BUCKET,
    chunkSizeBytes: CHUNK_BYTES,
    writeConcern: { w: 'majority' },
  });
  return {
    put(id: Types.ObjectId, bytes: Buffer): Promise<void> {
      return new Promise((resolve, reject) => {
        const upload = bucket.openUploadStreamWithId(id, id.toHexString());
        upload.once('finish', () => resolve());
        upload.once('error', reject);
        upload.end(bytes);
      });
    },
    async read(id: Types.ObjectId): Promise<Buffer> {
      const parts: Buffer[] = [];
      for await (const part of bucket.openDownloadStream(id)) parts.push(part as Buffer);
      return Buffer.concat(parts);
    },
    /** Also of what was never put whole. */
    async remove(id: Types.ObjectId): Promise<void> {
      const db = connection.getClient().db(connection.name);
      await db.collection(`${BUCKET}.chunks`).deleteMany({ files_id: id });
      await db.collection(`${BUCKET}.files`).deleteOne({ _id: id });
    },
  };
}
export type BlobStore = ReturnType<typeof blobStore>;
