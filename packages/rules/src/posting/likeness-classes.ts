import { byCode } from '../by-character.ts';
import { VOCABULARY } from './vocabulary.ts';

/** The words of a list of `VOCABULARY` that is nothing but words. */
const listed = (name: string) =>
  (VOCABULARY[name] ?? '')
    .slice('(?:'.length, -1)
    .split('|')
    .filter((word) => /^\p{Script=Han}+$/u.test(word));
const words = (text: string) => text.split(' ');

/**
 * Words that say the same of a posting, each kind by a letter that no folded text has: what is done by whom to whom
 * is then one sequence for all ways to name them.
 */
const CLASSES: Readonly<Record<string, readonly string[]>> = {
  D: words('身份证 护照 驾照 驾驶本 驾驶证 证件 户口本 毕业证 健康证 海员证'),
  A: words(
    '银行卡 对公账户 账户 支付宝 微信号 微信 收款码 验证码 流量卡 电话卡 手机卡 手机 账号 户头 qq 抖音 卡 小号',
  ),
  P: [
    ...listed('PROVINCE'),
    ...words('外地 外省 外县 外乡 本地 本村 本县 本乡 本省 本市 农村 乡下 城里 老乡'),
  ],
  E: listed('ETHNIC'),
  G: words('信教 信佛 宗教 信仰 教徒 念经 拜佛 礼拜 教堂 信徒'),
  W: words('工资 工钱 薪水 薪资 底薪 报酬 酬劳 劳务费 工费 月薪 日薪 提成 薪'),
  C: words(
    '顾客 客人 游客 客户 乘客 旅客 住客 租客 学员 学生 业主 车主 居民 群众 病人 患者 老人 老年人 爷爷 奶奶 家长 读者 选手 会员 考生 观众 商户 村民 牧民 新人 嘉宾 家属',
  ),
  K: words('小孩子 小孩 孩子 娃娃 娃 小学生 小学 初中生 初中 中学生 中学 未成年人 未成年 童'),
  F: words(
    '女孩子 女孩 女生 女性 女士 女工 女的 女同志 姑娘 妹子 小姐姐 小姐 阿姨 大姐 大嫂 大妈 妇女 宝妈 媳妇 女人 女',
  ),
  M: words('男孩 男生 男性 男士 男工 男的 男同志 小伙子 小伙 大叔 大爷 大哥 爷们 男人 男'),
  B: words('公司 老板娘 老板 厂里 店里 我们 单位 雇主 东家 主家 平台 工头 领队 带队 中介 班长 项目部 站里'),
  Y: words('你们 你 您 自己 本人 个人 员工 工人 每人'),
  R: words(
    '不要 不招 不收 不用来 不考虑 勿扰 勿投 勿来 免谈 谢绝 拒绝 别来 别报 别投 别打 劝退 绕道 绕行 不录 不聘 不接受 不合适 不适合 抱歉 见谅',
  ),
  O: words('只要 只招 只收 只用 只限 仅限 必须 限 要求 得是 最好是 最好 优先'),
  V: words('交 缴纳 缴 付 掏 押 垫 充值 充 存 扣 抽 罚 赔'),
  I: words('给 发 结清 结 返还 返 退还 退 还 拿 领 到账 提现'),
  L: words('形象 长相 身高 个子 颜值 五官 气质 身材 相貌 皮肤 纹身 胖 瘦 丑 好看 漂亮'),
  S: words('天 个月 周 星期 礼拜 年 月底 月 小时 晚'),
  N: words('不是 不会 不用 不需要 不需 无需 没有 不得 不 没 无 免 别 勿'),
};
const MONEY = 'Q';
const FIGURE = 'X';
const NUMBER = /[\d.一二两三四五六七八九十百千万几半]+/y;
const FIGURES = new Set('0123456789.一二两三四五六七八九十百千万几半');

const byFirst = new Map<string, { word: string; letter: string }[]>();
for (const [letter, list] of Object.entries(CLASSES)) {
  for (const word of list) {
    const known = byFirst.get(word.charAt(0)) ?? [];
    known.push({ word, letter });
    byFirst.set(word.charAt(0), known);
  }
}
for (const list of byFirst.values()) list.sort((a, b) => b.word.length - a.word.length);

/** What a character begins: a figure, one of these words, or nothing that stands in a class. */
const begins = byCode((character): 'nothing' | 'figure' | readonly { word: string; letter: string }[] =>
  FIGURES.has(character) ? 'figure' : (byFirst.get(character) ?? 'nothing'),
);

/** Folded text has no letter of a class, its letters are small. */
export const NO_CLASS = /[^A-Z]+/g;

/** A folded text with a letter in place of each word that stands in a class, and of each figure. */
export function classed(text: string): string {
  let tokens = '';
  let kept = 0;
  for (let at = 0; at < text.length; ) {
    const first = begins(text.charCodeAt(at));
    if (first === 'nothing') {
      at++;
      continue;
    }
    if (first === 'figure') {
      tokens += text.slice(kept, at);
      NUMBER.lastIndex = at;
      const figure = NUMBER.exec(text)![0];
      at += figure.length;
      const sum = /[元块毛]/.test(text.charAt(at)) || /\d{3}/.test(figure);
      tokens += sum ? MONEY : FIGURE;
      kept = at;
      continue;
    }
    const found = first.find(({ word }) => text.startsWith(word, at));
    if (found) {
      tokens += text.slice(kept, at) + found.letter;
      at += found.word.length;
      kept = at;
    } else at++;
  }
  return tokens + text.slice(kept);
}
