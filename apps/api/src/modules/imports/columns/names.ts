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
  'rowNumber',
  'ignore',
]);

/** Fields that columns share which are named by them exactly: a day beside its times, ticks under several kinds. */
export const SHARED_BY_NAME: ReadonlySet<ImportField> = new Set([
  'startsAt',
  'endsAt',
  'hours',
  'settlement',
  'sex',
]);

/** The last day to apply where they stand alone; of the work where a column names its first day likewise. */
export const LAST_DAYS: ReadonlySet<string> = new Set(['截止日', '截止日期', '截止时间']);
export const FIRST_DAYS: ReadonlySet<string> = new Set(['起始日', '起始日期', '起始时间', '用工起始']);

/** Where an employer is reached; people work there only where the file names no other place. */
export const EMPLOYER_ADDRESSES: ReadonlySet<string> = new Set([
  '单位地址',
  '企业地址',
  '公司地址',
  '联系地址',
  '注册地址',
  '办公地址',
  'company address',
]);

/** What is said of a line of a list, not of the work: it changes with each list. */
export const OF_THE_LIST: ReadonlySet<string> = new Set([
  '更新时间',
  '更新日期',
  '发布时间',
  '发布日期',
  '创建时间',
  '创建日期',
  '修改时间',
  '采集时间',
  '上报时间',
  '录入时间',
  '录入日期',
  '登记时间',
  '登记日期',
  '填表日期',
  '填报日期',
  '填报时间',
  '审核日期',
  '审核时间',
  '统计时间',
  '统计日期',
  '填报人',
  '填表人',
  '制表人',
  '录入人',
  '审核人',
]);
