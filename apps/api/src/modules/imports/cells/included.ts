import type { Included } from '@linggong/contracts/posting.ts';
import { ticked } from './tick.ts';

type What = 'meals' | 'lodging' | 'transport';
type Said = { included: Partial<Record<What, boolean>>; understood: boolean };

const YES = '(?:包|管|提?供|免费(?:提供)?|含|有)';
const NO = '(?:不|无|没有?|不提供|不含|自理)';
const MEALS = '(?:吃|餐|饭|伙食|膳食|早餐|午餐|晚餐|工作餐|三餐|食)';
const LODGING = '(?:住宿?|宿舍?|房)';
const TRANSPORT = '(?:接送|班车|车接车送|通勤车)';

const patterns = (thing: string) => ({
  no: new RegExp(`${NO}\\s*${YES}?\\s*${thing}|${thing}\\S{0,3}自理|${thing}自费`),
  // 餐补 and 房补 are money, not meals and rooms.
  yes: new RegExp(`${YES}[一二两三123]?[顿餐]?${thing}(?![补贴])`),
});
const THINGS: readonly (readonly [What, ReturnType<typeof patterns>])[] = [
  ['meals', patterns(MEALS)],
  ['lodging', patterns(LODGING)],
  ['transport', patterns(TRANSPORT)],
];

/** Both at once, before each for itself: `包吃住`, `不包食宿`, `食宿自理`. */
const BOTH: readonly (readonly [RegExp, boolean])[] = [
  [/(?:不|无|没有?)\s*(?:(?:包|管|提供|含)\s*)?(?:吃住|食宿|吃喝住)|食宿自理|吃住自理/, false],
  [/(?:包|管|提供|免费|含|有)\s*(?:吃住|食宿|吃喝住)|包吃包住|管吃管住/, true],
];

const ABOUT: readonly (readonly [What, RegExp])[] = [
  ['meals', /吃|餐|食|饭|meals?|board/i],
  ['lodging', /住|宿|lodging|accommodation/i],
  ['transport', /接送|交通|班车|transport/i],
];
const PLAIN_YES = /^(?:包|提供|免费|管|1)$/;
const PLAIN_NO = /^(?:不包|不提供|自理|不管|0)$/;

/**
 * What is included, as a cell says it; a bare 是 or 否 answers what the header asks. `understood` is false where
 * the words told nothing of it, so that they are kept as they are.
 */
export function parseIncluded(cell: string, header: string): Said {
  const text = cell.replace(/\s/g, '');
  const included: Said['included'] = {};
  const tick = ticked(text) ?? (PLAIN_YES.test(text) ? true : PLAIN_NO.test(text) ? false : null);
  if (tick !== null) {
    for (const [what, about] of ABOUT) if (about.test(header)) included[what] = tick;
    return { included, understood: Object.keys(included).length > 0 };
  }
  const both = BOTH.find(([pattern]) => pattern.test(text));
  if (both) Object.assign(included, { meals: both[1], lodging: both[1] });
  for (const [what, { no, yes }] of THINGS) {
    if (included[what] !== undefined) continue;
    if (no.test(text)) included[what] = false;
    else if (yes.test(text)) included[what] = true;
  }
  return { included, understood: Object.keys(included).length > 0 };
}

/** All known answers together; the later one counts where two columns differ. */
export const mergeIncluded = (parts: readonly Said['included'][]): Included => ({
  meals: null,
  lodging: null,
  transport: null,
  tools: null,
  ...Object.assign({}, ...parts),
});
