/** Characters that sound like figures, alone in a text any other word. */
const SOUNDS = [
  '零〇洞令灵铃玲凌龄另伶聆菱羚',
  '一壹幺妖腰邀要伊依医衣铱夭吆',
  '二贰两尔耳儿而',
  '三叁散伞撒仨山衫',
  '四肆死寺思司丝似',
  '五伍吾无武午舞',
  '六陆溜流柳留',
  '七柒期妻漆奇骑其欺',
  '八捌巴爸扒叭吧芭',
  '九玖酒久就旧',
];
const FIGURES = new Map(
  SOUNDS.flatMap((characters, figure) => [...characters].map((character) => [character, String(figure)])),
);
/** As many in a row as a mobile number has are no words. */
const RUN = new RegExp(`[${SOUNDS.join('')}]{11,16}`, 'gu');
const MOBILE = /1[3-9]\d{9}/;

/** Mobile numbers told in characters that only sound like figures: 铱散叭零零伊撒扒灵铃零. */
export function soundedNumbers(text: string): { start: number; end: number; digits: string }[] {
  return [...text.matchAll(RUN)].flatMap(({ 0: run, index }) => {
    const found = MOBILE.exec([...run].map((character) => FIGURES.get(character)).join(''));
    if (!found) return [];
    const start = index + found.index;
    return [{ start, end: start + found[0].length, digits: found[0] }];
  });
}
