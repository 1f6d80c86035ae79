import type { ImportField } from '@linggong/contracts/import.ts';
import type { PayUnit } from '@linggong/contracts/pay-unit.ts';
import { PIECE_WORD, pieceWord } from '@linggong/rules/piece-text.ts';
import { kept } from '../../../platform/sheets/cells/kept.ts';
import { plain } from '../../../platform/sheets/cells/text.ts';
import { headerName } from '../../../platform/sheets/header-name.ts';
import type { Named } from '../../../platform/sheets/naming.ts';
import { COLUMN_NAMES } from './names.ts';

export type NamedField = Named<ImportField>;

const exactNames = new Map<string, ImportField>();
for (const [field, names] of Object.entries(COLUMN_NAMES)) {
  for (const name of names) exactNames.set(name, field as ImportField);
}
/** Chinese names of two and more characters, longest first. */
const partNames = [...exactNames]
  .filter(([name]) => /^[\u4e00-\u9fff]{2,}/.test(name))
  .sort((a, b) => b[0].length - a[0].length);

const LONGEST = 20;
/** They say nothing of what stands under them. */
const NEUTRAL =
  /(?:情况|合计|小计|总计|总数|汇总|详情|明细|一览|标准|说明|名称|全称|简称|及其他|[一二三四]|\d)+$/;
/** It isn't the posting whose number, name on the net or nature this is. */
const OF_ANOTHER =
  /(?:企业|公司|单位|门店|店铺|店面|站点|项目|用户|员工|客户|人员|雇主|城市|地区|区划|部门)(?:编号|编码|代码|id)$|^(?:company|employer|shop|store|site|user|city|region|area) (?:id|no|code|number)$/;
const OTHER_NOUN =
  /(?:规模|性质|类型|类别|简介|介绍|亮点|等级|级别|行业|图片|照片|信用代码|法人|法定代表人|官网|标签|评价|评分|来源|渠道|进度)$/;

/** English names are told by their last words: `company address` is an address. */
function byLastWords(name: string): ImportField | null {
  const words = name.replace(/ (?:min|max|range|text|name|info|details?)$/, '').split(' ');
  for (let from = 0; from < words.length; from++) {
    const field = exactNames.get(words.slice(from).join(' '));
    if (field) return field;
  }
  return null;
}

/** What a header is about stands at its end: 门店地址 is an address, 用人单位名称 a name, 公司规模 neither. */
function byLastWord(name: string): ImportField | null {
  const bare = name.replace(NEUTRAL, '') || name;
  const last =
    partNames.find(([known]) => name.endsWith(known) && !NEUTRAL.test(known)) ??
    partNames.find(([known]) => bare.endsWith(known));
  if (last) return last[1];
  return OTHER_NOUN.test(bare) ? null : (partNames.find(([known]) => bare.includes(known))?.[1] ?? null);
}

/** The field that a header names; null where it says nothing known. */
export function fieldOfHeader(header: string): NamedField | null {
  const name = headerName(header);
  if (!name) return null;
  const field = exactNames.get(name);
  if (field) return { field, exact: true };
  if (name.length > LONGEST * (/[\u4e00-\u9fff]/.test(name) ? 1 : 2) || OF_ANOTHER.test(name)) return null;
  const part = /[\u4e00-\u9fff]/.test(name) ? byLastWord(name) : byLastWords(name);
  return part && { field: part, exact: false };
}

/** What a header says of the amounts under it. */
export type HeaderUnit = {
  unit: PayUnit | null;
  times: number;
  /** Of pay by the piece what a piece is, where it is said. */
  piece?: string;
};

const UNITS: readonly (readonly [RegExp, PayUnit])[] = [
  [/时薪|小时|每时|hour|\/\s*h\b/i, 'hour'],
  [/日薪|日工资|天|日结|每日|day|daily/i, 'day'],
  [/计件|件|单价|piece/i, 'piece'],
  [/月|month/i, 'month'],
  [/总价|整单|一口价|全部|whole/i, 'whole'],
];

const PER_PIECE = new RegExp(`(?:[/每]|元一)(${PIECE_WORD})(?![\\u4e00-\\u9fffa-z])`);

/** The unit of pay in `月薪(元)`, `工资（元/天）`, `工价(元/亩)`; a year's pay has none that we know. */
export const unitOfHeader = kept((header): HeaderUnit => {
  const text = plain(header);
  const times = /万元|万/.test(text) ? 10_000 : /千元|千\/|\bk\b/i.test(text) ? 1000 : 1;
  if (/年薪|元\/年|year|annual/i.test(text)) return { unit: null, times };
  const compact = text.normalize('NFKC').toLowerCase().replace(/\s/g, '');
  const piece = pieceWord(PER_PIECE.exec(compact)?.[1] ?? compact);
  if (piece) return { unit: 'piece', times, piece };
  return { unit: UNITS.find(([pattern]) => pattern.test(text))?.[1] ?? null, times };
});
