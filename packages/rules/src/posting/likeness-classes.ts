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
  D: words(
    '身份证 护照 驾照 驾驶本 驾驶证 证件 户口本 户口簿 毕业证 健康证 海员证 社保卡 资格证 操作证 焊工证 电工证 叉车证 学历 证书 执照',
  ),
  A: words(
    '商户码 付款码 二维码 四件套 u盾 码 流水 法人 实名 网银 企鹅号 威信 宽带 短信 单号 银行卡 对公账户 账户 支付宝 微信号 微信 收款码 验证码 流量卡 电话卡 手机卡 手机 账号 户头 qq 抖音 卡 小号',
  ),
  P: [
    ...listed('PROVINCE'),
    ...words('外地 外省 外县 外乡 本地 本村 本县 本乡 本省 本市 农村 乡下 城里 老乡'),
  ],
  E: listed('ETHNIC'),
  G: words('吃素 烧香 跪拜 佛珠 十字架 信主 信教 信佛 宗教 信仰 教徒 念经 拜佛 礼拜 教堂 信徒'),
  W: words(
    '工费 人工 尾薪 尾款 余款 佣金 绩效 收入 劳务 大账 佣 奖金 补贴 工资 工钱 薪水 薪资 底薪 报酬 酬劳 劳务费 工费 月薪 日薪 提成 薪',
  ),
  C: words(
    '房客 买家 货主 摊主 农户 用户 市民 大爷大妈 旅客 宝妈 产妇 营员 演员 来宾 队员 顾客 客人 游客 客户 乘客 旅客 住客 租客 学员 学生 业主 车主 居民 群众 病人 患者 老人 老年人 爷爷 奶奶 家长 读者 选手 会员 考生 观众 商户 村民 牧民 新人 嘉宾 家属',
  ),
  K: words('小孩子 小孩 孩子 娃娃 娃 小学生 小学 初中生 初中 中学生 中学 未成年人 未成年 童'),
  F: words(
    '女徒弟 女宾 婆娘 女人家 小妹妹 女大学生 女技师 女同事 美女 女孩子 女孩 女生 女性 女士 女工 女的 女同志 姑娘 妹子 小姐姐 小姐 阿姨 大姐 大嫂 大妈 妇女 宝妈 媳妇 女人 女',
  ),
  M: words(
    '爷们儿 大老爷们 汉子 先生 男宾 男徒弟 小哥 男士们 金主 男孩 男生 男性 男士 男工 男的 男同志 小伙子 小伙 大叔 大爷 大哥 爷们 男人 男',
  ),
  B: words(
    '甲方 业主方 工厂 总包 主办方 师傅 领导 主管 组长 班组长 组织方 店长 站长 群主 车队 船东 场里 园里 门店 本店 公司 老板娘 老板 厂里 店里 我们 单位 雇主 东家 主家 平台 工头 领队 带队 中介 班长 项目部 站里',
  ),
  Y: words('你们 你 您 自己 本人 个人 员工 工人 每人'),
  R: words(
    '不用 不进场 不上团 不合作 不安排 不敢用 不放心 不方便 暂缓 暂停 拉倒 算了 走人 谢谢 请绕 请回 清退 退回 退工 别凑 别跑 别试 勿投 免投 靠后 往后排 错过 满了 除外 不予 不敢收 不要 不招 不收 不用来 不考虑 勿扰 勿投 勿来 免谈 谢绝 拒绝 别来 别报 别投 别打 劝退 绕道 绕行 不录 不聘 不接受 不合适 不适合 抱歉 见谅',
  ),
  O: words(
    '只跟 只面向 限定 仅 指定 点名 封顶 以内 以下 以上 打底 往上 优先录 只要 只招 只收 只用 只限 仅限 必须 限 要求 得是 最好是 最好 优先',
  ),
  V: words(
    '交给 上交 预存 预付 预留 先付 先交 倒给 倒交 倒扣 倒贴 核减 乐捐 平摊 平分 分摊 买单 收取 打给 转给 冻结 压 留 收 罚款 减 补 认 担 交 缴纳 缴 付 掏 押 垫 充值 充 存 扣 抽 罚 赔',
  ),
  I: words(
    '给你 结账 结算 付清 发放 兑现 返利 打回 秒回 奖励 返现 返佣 分红 分成 提成给 给 发 结清 结 返还 返 退还 退 还 拿 领 到账 提现',
  ),
  L: words(
    '耐看 帅 美 三围 腰围 体脂 啤酒肚 秃顶 龅牙 驼背 痘 疤 胎记 腿 牙 面相 身板 线条 门面 样子 镜头脸 近视 眼镜 形象 长相 身高 个子 颜值 五官 气质 身材 相貌 皮肤 纹身 胖 瘦 丑 好看 漂亮',
  ),
  S: words('天 个月 周 星期 礼拜 年 月底 月 小时 晚'),
  T: words(
    '试用期 试用 试工 试岗 试干 试机 试讲 试映 适应期 适应 过渡期 磨合期 磨合 考察期 考察 观察期 摸底 见习 实习 跟岗 跟学 跟班 练手 培训 学徒 新人 新手 新来的 新来 入职 上岗 进厂 进场 进店 报到 报名 头 前 首 第一',
  ),
  J: words(
    '离职 离店 离场 离岗 自离 辞工 辞职 走的时候 走那天 走时 走的 中途 半路 提前 突然 临时 擅自 自行 自动 不干 不做 干不满 做不满 没干满 没做满 不满 没满 做不到 干不到 干满 做满 期满 到期 退出 解约 注销 撂挑子 归还 结束 搬走',
  ),
  H: words(
    '受伤 摔倒 摔伤 摔 砸 磕 碰 撞 掉下来 滑倒 烫伤 冻伤 扭伤 踢 咬 工伤 意外 事故 出事 迟到 早退 晚到 旷工 缺勤 打碎 打烂 打坏 弄丢 弄坏 丢 碎 破 坏 错 漏 差评 投诉 违章 罚单 次品 断针 头发 水渍 短款 假币 盘亏 刮蹭',
  ),
  U: words(
    '年底 年后 过年 腊月 秋后 开春 明年 月底 下个月 完工 竣工 验收 回款 到账 到位 打款 拨款 卖完 卖了 出栏 出手 隔月 下下个月 上上个月 周期 以后 之后 再说',
  ),
  Z: words(
    '下单 拍下 刷单 拍单 接单 做单 抢单 做任务 任务 点赞 关注 收藏 好评 五星 返款 本金 本佣 充值 充 垫付 垫款 垫 截图 注册 下载 链接 软件 app 扫码 代理 会员 下线 推荐 介绍 拉人 发展 团队 升级 级别 入股 囤货',
  ),
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

type Word = { word: string; letter: string };
function wordAt(words: readonly Word[], text: string, at: number): Word | undefined {
  for (let i = 0; i < words.length; i++) if (text.startsWith(words[i]!.word, at)) return words[i];
  return undefined;
}

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
    const found = wordAt(first, text, at);
    if (found) {
      tokens += text.slice(kept, at) + found.letter;
      at += found.word.length;
      kept = at;
    } else at++;
  }
  return tokens + text.slice(kept);
}
