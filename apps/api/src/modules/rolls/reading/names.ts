import type { RollField } from '@linggong/contracts/roll.ts';
import { headerName } from '../../../platform/sheets/header-name.ts';
import type { Named, Naming } from '../../../platform/sheets/naming.ts';

/** What villages and townships call the columns of their rolls. */
const NAMES: Record<Exclude<RollField, 'ignore'>, string> = {
  name: '姓名 名字 汉文姓名 汉语姓名 汉文名 汉语名 中文姓名 劳动力姓名 人员姓名 村民姓名 成员姓名 本人姓名 name',
  nameBo: '藏文名 藏文姓名 藏文名字 藏语名 藏语姓名 藏名 姓名藏文',
  sex: '性别 男女 sex gender',
  idNumber:
    '身份证号 身份证号码 身份证 公民身份号码 证件号码 证件号 身份号码 居民身份证号 居民身份证号码 身份证件号码',
  birthDate: '出生日期 出生年月 出生年月日 生日 出生 出生时间',
  age: '年龄 周岁 岁数 age',
  township: '乡镇 乡 镇 所属乡镇 所在乡镇 乡镇名称 街道 乡镇街道',
  village:
    '村 村名 村组 行政村 所属村 所在村 村委会 村居 村居委 户籍村 居住村 村社区 社区 家庭住址 住址 户籍地址 家庭地址 地址 现住址',
  phone:
    '电话 手机 手机号 手机号码 联系电话 电话号码 本人电话 本人手机 联系方式 联系手机 本人联系电话 本人联系方式',
  contact: '联系人 紧急联系人 家属姓名 联系人姓名 家属 代联系人 监护人',
  contactPhone:
    '联系人电话 紧急联系人电话 家属电话 紧急联系电话 联系人手机 联系人联系方式 家属联系方式 家属联系电话 代联系电话',
  relation: '与本人关系 关系 与联系人关系 联系人关系 联系人与本人关系 与务工者关系',
  skills:
    '技能 工种 特长 技能特长 掌握技能 务工技能 会什么 从事工种 意向工种 职业技能 技能工种 擅长 有何技能 就业意向 意愿工种 求职意向 培训工种',
  worksAway:
    '外出意愿 外出务工意愿 是否愿意外出 愿意外出 是否愿意外出务工 务工意愿 能否外出 转移就业意愿 外出务工 是否外出 跨县务工意愿',
  remarks: '备注 说明 其他 备注说明',
  rowNumber: '序号 编号 行号 # no',
};

const fields = new Map(
  Object.entries(NAMES).flatMap(([field, names]) =>
    names.split(' ').map((name) => [headerName(name), field as RollField] as const),
  ),
);

/** Rolls have them, and they are nothing for the register: told apart from what nobody understands. */
const NOT_KEPT =
  /民族|文化程度|学历|婚姻|政治面貌|户口|户籍性质|健康|贫困|低保|脱贫|收入|户主|户号|户编号|银行|卡号|开户|账号|耕地|残疾|人口数|劳动力人数|是否党员|填报|填表|登记人|登记日期|审核|组别|小组|^组$/;

/** Whether a column is known, and left in the file on purpose. */
export const isNotKept = (header: string): boolean => NOT_KEPT.test(headerName(header));

/** Behind a name, that it is the Tibetan one: 姓名（藏）, 姓名（藏文）; 姓名（藏汉文） holds both. */
const IN_TIBETAN = /[（(【[]\s*藏(?!族)[^汉双）)】\]]*[）)】\]]/;

/** A header's brackets say what a column is about or asks for; of names alone they say which of the two. */
function fieldOfHeader(header: string): Named<RollField> | null {
  const found = fieldOfName(header);
  return found?.field === 'name' && IN_TIBETAN.test(header) ? { ...found, field: 'nameBo' } : found;
}

/** A name in full, or at the end of a longer one: 劳动力性别, 联系人手机号码. */
function fieldOfName(header: string): Named<RollField> | null {
  const name = headerName(header);
  const field = fields.get(name);
  if (field) return { field, exact: true };
  if (!name || name.length > 16 || isNotKept(header)) return null;
  const whose = /^(?:紧急|家属|联系人|代联系)/.test(name);
  const [last] = [...fields]
    .filter(([known]) => known.length >= 2 && name.endsWith(known))
    .sort((a, b) => b[0].length - a[0].length);
  if (!last) return null;
  const [, found] = last;
  return { field: whose && found === 'phone' ? 'contactPhone' : found, exact: false };
}

/** What rolls call their columns. */
export const ROLLS: Naming<RollField> = { fieldOfHeader, row: '名单里的人', list: '花名册' };
