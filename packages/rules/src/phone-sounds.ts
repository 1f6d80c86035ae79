import { byCode } from './by-character.ts';

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
const SHORTEST = 11;
const RUN = new RegExp(`[${SOUNDS.join('')}]{${SHORTEST},16}`, 'gu');
const MOBILE = /1[3-9]\d{9}/;
const isSound = byCode((character) => FIGURES.has(character));

/** Whether there is a run at all, which in nearly all texts there isn't: each has one of its characters at every 11th. */
function hasRun(text: string): boolean {
  const sounds = (at: number) => at < text.length && isSound(text.charCodeAt(at));
  for (let at = SHORTEST - 1; at < text.length; at += SHORTEST) {
    if (!sounds(at)) continue;
    let from = at;
    let to = at + 1;
    while (from > 0 && sounds(from - 1)) from--;
    while (sounds(to)) to++;
    if (to - from >= SHORTEST) return true;
  }
  return false;
}

/** Mobile numbers told in characters that only sound like figures: 铱散叭零零伊撒扒灵铃零. */
export function soundedNumbers(text: string): { start: number; end: number; digits: string }[] {
  if (!hasRun(text)) return [];
  return [...text.matchAll(RUN)].flatMap(({ 0: run, index }) => {
    const found = MOBILE.exec([...run].map((character) => FIGURES.get(character)).join(''));
    if (!found) return [];
    const start = index + found.index;
    return [{ start, end: start + found[0].length, digits: found[0] }];
  });
}
