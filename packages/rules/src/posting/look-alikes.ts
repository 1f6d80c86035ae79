/** Parts of characters as they stand alone in Unicode, beside those that keyboards give. */
const PARTS =
  '⺅亻⺘扌⻈讠⺡氵⺙攵⻌辶⺼月⻏阝⻖阝⺌小⺮竹⺾艹⻀艹⺭礻⻂衤⻐钅⻢马⻉贝⺉刂⺖忄⺨犭⻝饣⺪疋⺲罒⺝月';
/** Letters of other alphabets that look like Latin ones, each before the one it looks like. */
const LETTERS = 'аaвbсcеeнhкkмmоoрpтtуyхxѵvѡwіiѕsјjԁdԛqαaβbεeηnιiκkνvοoρpτtυuχxωwѴvⅴvɩiıiɡgʋvʍw√v∨v˅vᐯvⱽv';
/** Pictures that people read as a word. */
const PICTURES: Readonly<Record<string, string>> = {
  '➕': '加',
  '✚': '加',
  '✙': '加',
  '✛': '加',
  '🞢': '加',
  '🐧': 'qq',
  '✈': '飞机',
  '🛩': '飞机',
  '🍺': '酒',
  '🍻': '酒',
  '🍷': '酒',
  '💳': '卡',
  '🏦': '银行',
  '🈲': '禁',
  '🈚': '无',
  '🈶': '有',
  '🚹': '男',
  '🚺': '女',
  '🙍‍♂': '男',
  '♂': '男',
  '♀': '女',
  '💏': '吻',
  '🤰': '孕',
  '↓': '以下',
  '⬇': '以下',
  '↑': '以上',
  '⬆': '以上',
  '🈯': '',
  卅: '三十',
  廿: '二十',
};

const pairs = (text: string): [string, string][] =>
  (text.match(/../gu) ?? []).map((two) => {
    const [from = '', to = ''] = [...two];
    return [from, to];
  });
const ALIKE = new Map([...pairs(PARTS), ...pairs(LETTERS), ...Object.entries(PICTURES)]);

/** Alphabets of pictures: flags (🇻), white on black circles and squares (🅥, 🆅), each from A. */
const ALPHABETS = [0x1f1e6, 0x1f150, 0x1f170];

/** The plain character that one of another shape is read as; itself where there is none. Small letters, no width. */
export function alike(character: string): string {
  const known = ALIKE.get(character);
  if (known !== undefined) return known;
  const code = character.codePointAt(0) ?? 0;
  const first = ALPHABETS.find((from) => code >= from && code < from + 26);
  return first === undefined ? character : String.fromCodePoint(97 + code - first);
}

/** Two parts that stand beside each other for a character (亻呆 for 保); one of them, at least, is no word. */
const TWO_PARTS =
  '亻呆保讠正证言正证扌甲押歹甲押亻言信力囗加亻寸付弓刂费弗贝费月艮服亻本体木佥检纟召绍土咅培讠川训亻分份扌口扣君羊群钅艮银金艮银彳亍行氵去法女票嫖贝者赌亻弋代乃子孕亻昔借钅戋钱金戋钱讠乍诈马扁骗讠式试言式试木仓枪火乍炸扌肙捐禾且租丩攵收彳攵微艹微薇辶艮退纟敫缴扌是提辶反返亻用佣禾刂利氵又汉扌召招阝艮限女昏婚亻门们女彐妇扌殳投氵主注氵先洗扌氐抵次贝资纟吉结亻介价王见现纟内纳土真填執土垫执土垫亻中仲艹化花亻壬任氵曰泪口昔喈扌戈找马主驻田力男亻尔你亻也他纟岀绌禾厶私礻申神氵每海扌发拨扌丁打亻牛件广占店辶文这亻火伙木几机讠己记户斤所讠人认讠只识木交校';
const JOINED = new Map(
  (TWO_PARTS.match(/.../gu) ?? []).map((three) => {
    const [left = '', right = '', whole = ''] = [...three];
    return [left + right, whole];
  }),
);
JOINED.set('力口', '加');
const LONGEST_LEFT = new Set([...JOINED.keys()].map((parts) => [...parts][0]!));
const BESIDE = new RegExp([...JOINED.keys()].join('|'), 'u');
/** Whether any two parts of a character stand beside each other in a text. */
export const hasParts = (text: string): boolean => BESIDE.test(text);

/** Both parts of these are words too (木仓库, 给力口碑): believed only before what one adds, or not before these. */
const ONLY_BEFORE: Readonly<Record<string, RegExp>> = {
  力口: /^(?:微|v|薇|威|我|群|q|扣|好友|亻|彳)/,
  木仓: /^(?!库|储|房)/,
  田力: /^(?:女|工|性|的|士|生)/,
  王见: /^(?:金|场|在)/,
  女昏: /^/,
};

/** The character that two parts at a place stand for; null where they are none. */
export function joinedAt(text: string, at: number): string | null {
  if (!LONGEST_LEFT.has(text.charAt(at))) return null;
  const parts = text.slice(at, at + 2);
  const whole = JOINED.get(parts);
  if (whole === undefined) return null;
  const before = ONLY_BEFORE[parts];
  return before && !before.test(text.slice(at + 2, at + 6)) ? null : whole;
}
