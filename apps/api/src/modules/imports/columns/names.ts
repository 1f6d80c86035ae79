import { type ImportField, zImportField } from '@linggong/contracts/import.ts';
import * as z from 'zod';
import names from './data/names.json' with { type: 'json' };

/**
 * Names of columns as spreadsheets have them, without what stands in brackets. A name that belongs to a longer
 * one loses to it (`招聘单位` is found before `单位`).
 */
export const COLUMN_NAMES: Record<ImportField, readonly string[]> = z
  .record(zImportField, z.array(z.string()))
  .parse(names);

/** Fields that several columns may share; of any other the best column is taken. */
export const SHARED_FIELDS: ReadonlySet<ImportField> = new Set([
  'region',
  'landmark',
  'description',
  'conditions',
  'remarks',
  'included',
  'insurance',
  'experience',
  'contact',
  'pay',
  'ignore',
]);
