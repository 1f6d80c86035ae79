/** What work is paid by, as it is written, and how it is said on a ticket where that differs. */
const WORDS: readonly (readonly [pattern: string, said?: string])[] = [
  ['(?:[百千万]|10{1,3})(?:公斤|块砖|[斤块件个只米条张])'],
  ['平方米|平方|平米|m2|平(?![均台时板])', '平方米'],
  ['立方米|立方|m3', '立方米'],
  ['延米|延长米', '延米'],
  ['公斤|千克|kg', '公斤'],
  ['吨|t', '吨'],
  ['车次'],
  ['块砖'],
  ['[件个斤袋车箱包单票方亩次趟棵株桶套张只头条捆卷筐盒瓶根台间户把双匹层盆垄颗片幅份板窝扇樘孔桩筒盘羽篓]'],
  ['块(?!钱)'],
  ['米|m', '米'],
];

/** Every such word, to be built into a pattern. */
export const PIECE_WORD = WORDS.map(([pattern]) => pattern).join('|');

const FIND = WORDS.map(([pattern, said]) => [new RegExp(`^(?:${pattern})$`), said] as const);

/** How a unit of pay by the piece is said: `平方米` for `m2`; null where it is no such unit. */
export const pieceWord = (word: string): string | null => {
  // 100块 would be read as money.
  if (/^(?:[百千万]|10{1,3})块$/.test(word)) return `${word}料`;
  const found = FIND.find(([pattern]) => pattern.test(word));
  return found ? (found[1] ?? word) : null;
};

const NUMBERS: Readonly<Record<string, number>> = {
  俩: 2,
  仨: 3,
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
};
const SHARED =
  /([俩仨]|[二两三四五六七八九十](?=个?工?人)|(?<!\d)\d{1,2}(?=个?工?人))(?:个?工?人)?(?:一起|共同|合伙|一块|来)?(?:平均|[平均合对])?[分摊](?![拣装类别配包钟班组批散开工之])/;

/** How many share what is paid for a piece, from `两人分`, `3个人平分`; null where it isn't said. */
export function sharedBy(text: string): number | null {
  const said = SHARED.exec(text)?.[1];
  if (!said) return null;
  const n = NUMBERS[said] ?? Number(said);
  return n > 1 && n <= 50 ? n : null;
}
