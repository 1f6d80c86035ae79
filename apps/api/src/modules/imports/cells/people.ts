import { plain, wholeNumber } from '../../../platform/sheets/cells/text.ts';

const COUNT = '(\\d{1,3}|[一二两三四五六七八九十]{1,3})';
const MAX_HEADCOUNT = 999;

/** How many people, and from which words; `headcount` is null where they don't say one number. */
export type Headcount = { headcount: number | null; words: string };

const usable = (n: number | null) => (n !== null && n >= 1 && n <= MAX_HEADCOUNT ? n : null);

/** Of a cell that holds nothing else: `21`, `21人`, `约20名`, `共 12 个`. A range or `若干` is no number. */
export function parseHeadcount(cell: string): Headcount {
  const match = new RegExp(
    `^(?:约|大约|共|招|招聘|需|需要)?\\s*${COUNT}\\s*(?:个?人|名|位|个|people|persons?)?(?:左右)?$`,
    'i',
  ).exec(cell);
  const number = match ? wholeNumber(match[1]!) : wholeNumber(cell);
  return { headcount: usable(number), words: cell };
}

const RANGE_BEHIND = '(?!\\s*(?:[-~至到、]|\\d))';
const IN_TEXT = [
  new RegExp(
    `(?:需求|招聘|招工|用工|需要|急招|拟招|缺工|岗位)?(?:人数|名额)\\s*[:：为]?\\s*约?\\s*${COUNT}\\s*(?:个?人|名|位)?${RANGE_BEHIND}`,
    'g',
  ),
  new RegExp(`(?:急?招聘?|急需|需要|还缺|缺|找)\\s*${COUNT}\\s*(?:个?人|名|位)${RANGE_BEHIND}`, 'g'),
  new RegExp(
    `(?:招聘?|急招|急需|需要|找|缺)[^\\d，。；,;:：一二两三四五六七八九十]{1,8}${COUNT}\\s*(?:个人|人|名|位)(?!间|一)${RANGE_BEHIND}`,
    'g',
  ),
];

/**
 * In free text: `站点ID: 10000538, 需求人数: 21人`, `急招5名`. Null where it isn't told; without a number where
 * it is told twice and differently.
 */
export function headcountInText(text: string): Headcount | null {
  for (const pattern of IN_TEXT) {
    const found = [...plain(text).matchAll(pattern)].flatMap((match) => {
      const headcount = usable(wholeNumber(match[1]!));
      return headcount === null ? [] : [{ headcount, words: match[0].trim() }];
    });
    const [first] = found;
    if (!first) continue;
    const same = found.every(({ headcount }) => headcount === first.headcount);
    return same ? first : { headcount: null, words: found.map((f) => f.words).join('、') };
  }
  return null;
}

/** Only a plain word is a requirement; null where the cell says more (`男士优先`). */
export function parseSex(cell: string): 'any' | 'male' | 'female' | null {
  const text = cell.toLowerCase().replace(/\s/g, '');
  if (
    /^(?:不限|无|不限制|无要求|无限制|均可|都可|any|all|both|m\/f|男女不限|男女均可|男女都可以?|不限男女|不限性别|性别不限|男[/、,，或和]女|男女)$/.test(
      text,
    )
  )
    return 'any';
  if (/^(?:限?男[性士工生]?|男的|仅限男性?|只招男性?|m|male|men)$/.test(text)) return 'male';
  if (/^(?:限?女[性士工生]?|女的|仅限女性?|只招女性?|f|female|women)$/.test(text)) return 'female';
  return null;
}

/** Ages as they are asked for; both null where none is. */
export type Ages = { minAge: number | null; maxAge: number | null };

const YEARS = '(?:周岁|岁)?';

/** `年龄18-45岁`, `18岁以上`, `50以下`, `不超过55周岁`, `不限`; null where the words say something else. */
export function parseAges(cell: string): Ages | null {
  const text = cell.replace(/\s/g, '');
  if (/^(?:年龄)?(?:不限|无|无要求|不限制|any)$/i.test(text)) return { minAge: null, maxAge: null };
  const range = new RegExp(`(\\d{2})${YEARS}(?:以上)?(?:[-~至到、,，]+)(\\d{2})${YEARS}`).exec(text);
  const both = range ?? new RegExp(`(\\d{2})${YEARS}以上[,，、]?(\\d{2})${YEARS}(?:以下|以内)`).exec(text);
  if (both) {
    const [minAge, maxAge] = [Number(both[1]), Number(both[2])];
    return minAge <= maxAge ? { minAge, maxAge } : null;
  }
  const min = new RegExp(
    `(?:年?满|不低于|大于)(\\d{2})|(\\d{2})${YEARS}(?:及|\\(含\\))?(?:以上|起|\\+)`,
  ).exec(text);
  const max = new RegExp(
    `(?:不超过|小于|不大于|<=?|≤)(\\d{2})|(\\d{2})${YEARS}(?:及|\\(含\\))?(?:以下|以内|之内|内)`,
  ).exec(text);
  if (!min && !max) return null;
  const number = (match: RegExpExecArray | null) => (match ? Number(match[1] ?? match[2]) : null);
  return { minAge: number(min), maxAge: number(max) };
}
