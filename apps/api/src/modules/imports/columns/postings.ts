import type { ImportField } from '@linggong/contracts/import.ts';
import type { Naming } from '../../../platform/sheets/naming.ts';
import { fieldOfHeader, type NamedField } from './header.ts';

const PLACE_PART = /^(?:省份?|省市|市|城市|地市|区|县|区县|县区|县市区|乡|镇|乡镇|街道|村|社区)$/;
const UNIT_PART = /^(?:单位|计薪单位|计价单位|计算单位)$/;
const AMOUNT_PART = /^(?:金额|数额|标准|数字|多少|元)$/;

/** What a name means under the one above it: `单位` under `薪资` is no employer. */
function fieldOfPart(top: string, sub: string): NamedField | null {
  const above = fieldOfHeader(top);
  const exact = true;
  if (above?.field === 'pay' && UNIT_PART.test(sub)) return { field: 'payUnit', exact };
  if (above?.field === 'pay' && AMOUNT_PART.test(sub)) return { field: 'pay', exact };
  if ((above?.field === 'landmark' || above?.field === 'region') && PLACE_PART.test(sub))
    return { field: 'region', exact };
  if (above?.field === 'headcount' && /^[男女]/.test(sub)) return above;
  return null;
}

/** What lists of postings call their columns. */
export const POSTINGS: Naming<ImportField> = { fieldOfHeader, fieldOfPart, row: '岗位', list: '岗位表' };
