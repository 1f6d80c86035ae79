import type { Posting } from '@linggong/contracts/posting.ts';

export type TextField = { field: string; text: string };

/** Every free text of a posting with its path. */
export function textFields(posting: Posting): TextField[] {
  const fields = [
    { field: 'title', text: posting.title },
    { field: 'description', text: posting.description },
    { field: 'hoursText', text: posting.hoursText },
    { field: 'workplace.landmark', text: posting.workplace.landmark },
    { field: 'pay.text', text: posting.pay.text },
    { field: 'conditions.text', text: posting.conditions.text },
  ];
  return fields.filter(({ text }) => text !== '');
}

/** Traditional characters of the phrase lists, so that 押金費 reads like 押金费. */
const TRADITIONAL =
  '費證訓裝報體檢婦漢單電話號戶歲險錢勞務僅優無須額萬時結機員備掃碼進墊貸紹門賺過與選農籍婚證國內條';
const SIMPLIFIED =
  '费证训装报体检妇汉单电话号户岁险钱劳务仅优无须额万时结机员备扫码进垫贷绍门赚过与选农籍婚证国内条';

const simplified = new Map([...TRADITIONAL].map((char, at) => [char, SIMPLIFIED.charAt(at)]));

function fold(char: string): string {
  const code = char.charCodeAt(0);
  if (code >= 0x4e00 && code <= 0x9fff) return simplified.get(char) ?? char;
  return char.normalize('NFKC').toLowerCase();
}

/** A text as the phrases are matched against it, with the place in the original of each of its characters. */
export type Folded = { text: string; original: string; places: readonly number[] };

/** Full-width, case and traditional characters folded; nothing left out. */
export function foldText(original: string): Folded {
  let text = '';
  const places: number[] = [];
  for (let at = 0; at < original.length; at++) {
    for (const char of fold(original.charAt(at))) {
      text += char;
      places.push(at);
    }
  }
  return { text, original, places };
}

/** Marks that people put between characters to slip past a filter, 加-V, 微.信, 押*金, are no part of a run. */
const RUN = /[^\s\-_*·.•~|^'"`]+/g;
const HAN = /\p{Script=Han}/u;
const ALPHANUMERIC = /[a-z0-9]/;
/** Typographic spacing of Chinese beside figures and Latin letters: 15 岁, 下载 APP. */
const spacedMix = (before: string, gap: string, after: string) =>
  /^[ \t]+$/.test(gap) &&
  ((HAN.test(before) && ALPHANUMERIC.test(after)) || (ALPHANUMERIC.test(before) && HAN.test(after)));

/**
 * Leaves out spaces beside figures and Latin letters, and spaces and inserted marks next to a lone character
 * (加 微 信, 加-V, 押 金). A space between longer words stays, since people also end a clause with it.
 */
export function tighten({ text, original, places }: Folded): Folded {
  const runs = [...text.matchAll(RUN)];
  const dropped = new Set<number>();
  runs.forEach((run, i) => {
    const next = runs[i + 1];
    if (!next) return;
    const end = run.index + run[0].length;
    const gap = text.slice(end, next.index);
    if (gap.includes('\n')) return;
    const [before, after] = [run[0].at(-1)!, next[0].charAt(0)];
    const figures = /\d/.test(before) || /\d/.test(after);
    const alone = loneEnd(run[0]) || loneStart(next[0]);
    if (!spacedMix(before, gap, after) && (!alone || figures)) return;
    for (let at = end; at < next.index; at++) dropped.add(at);
  });
  const kept = places.map((_, at) => at).filter((at) => !dropped.has(at));
  return {
    original,
    text: kept.map((at) => text.charAt(at)).join(''),
    places: kept.map((at) => places[at]!),
  };
}

/** The last character stands alone before the gap: the run is it, or it follows a mark or a full stop. */
const loneEnd = (run: string) => run.length === 1 || /[，。；：、！？,;:!?()（）【】].$/.test(run);
const loneStart = (run: string) => run.length === 1 || /^.[，。；：、！？,;:!?()（）【】]/.test(run);

/** The words of the original that a match in the folded text stands for. */
export function originalWords({ original, places }: Folded, start: number, end: number): string {
  return original.slice(places[start]!, places[end - 1]! + 1);
}

const RECENT_TEXTS = 16;
const recent = new Map<string, Folded>();

/** The text folded and tightened, as all phrases are matched against it; the last few are remembered. */
export function readText(original: string): Folded {
  const known = recent.get(original);
  if (known) return known;
  const folded = tighten(foldText(original));
  for (const oldest of recent.keys()) {
    if (recent.size < RECENT_TEXTS) break;
    recent.delete(oldest);
  }
  recent.set(original, folded);
  return folded;
}
