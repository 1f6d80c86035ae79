import type { RegionLevel } from '@linggong/contracts/region.ts';

/** Peoples as they stand in the names of autonomous areas; longer names first, so that 蒙古 is not cut short. */
const PEOPLES =
  /(?:柯尔克孜|维吾尔|哈萨克|土家|蒙古|朝鲜|彝|藏|羌|苗|布依|侗|壮|回|傣|白|景颇|傈僳|哈尼|满|锡伯|塔吉克|纳西|裕固|土|撒拉|保安|东乡|独龙|怒|普米|拉祜|佤|布朗|黎|瑶|畲|仡佬|水|毛南|仫佬)族?/;

const PEOPLES_AT_END = new RegExp(`(?:${PEOPLES.source})+$`);

function province(name: string): string {
  return name.replace(/(?:壮族|回族|维吾尔)?自治区$|特别行政区$/, '').replace(/[省市]$/, '');
}

/** 甘孜藏族自治州 -> 甘孜, 门源回族自治县 -> 门源. */
function autonomous(name: string): string {
  return name.replace(/自治[州县]$/, '').replace(PEOPLES_AT_END, '');
}

/** A village by the name of the place, not of its committee: 日通村村委会 -> 日通村. */
function village(name: string): string {
  return name
    .replace(/(?:村民委员会|村委会)$/, '村')
    .replace(/(?:居民委员会|居委会)$/, '')
    .replace(/村村$/, '村');
}

/**
 * How people call a region: 西藏自治区 -> 西藏, 昌都市 -> 昌都, 江达县 -> 江达, 日通村村委会 -> 日通村.
 * Districts (卡若区), townships and towns keep their whole name, as does a county of one syllable (朗县).
 */
export function shortName(name: string, level: RegionLevel): string {
  if (level === 'province') return province(name);
  if (level === 'village') return village(name);
  if (level === 'township') return name;
  if (/自治[州县]$/.test(name)) return autonomous(name);
  const short = name.replace(level === 'city' ? /(?:市|地区)$/ : /[县市]$/, '');
  return short.length < 2 ? name : short;
}
