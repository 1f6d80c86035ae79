import { MongoError } from '../errors.ts';
import { isPlain } from '../values/bson.ts';

/** What a sort or a stage may hold; beyond it the command ends with an error, since nothing is spilled to disk. */
export const MAX_STAGE_BYTES = 100 * 1024 * 1024;

/** About how many bytes a value takes as BSON. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length + 12;
  if (typeof value !== 'object' || value === null) return 12;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + sizeOf(item), 16);
  if (ArrayBuffer.isView(value)) return value.byteLength + 16;
  if (!isPlain(value)) return 'position' in value ? Number(value.position) + 16 : 24;
  let sum = 16;
  for (const key of Object.keys(value)) sum += key.length + sizeOf(value[key]);
  return sum;
}

/** Throws once a stage holds too much. */
export function checkMemory(stage: string, bytes: number): void {
  if (bytes > MAX_STAGE_BYTES)
    throw new MongoError(
      'QueryExceededMemoryLimitNoDiskUseAllowed',
      `Exceeded memory limit for ${stage}: ${MAX_STAGE_BYTES} bytes`,
    );
}
