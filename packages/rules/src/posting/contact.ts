import { ARTICLES } from '../messages/articles.ts';
import { ADVICE } from '../messages/zh-CN.ts';
import { phoneSpans } from '../phones.ts';
import { phraseCheck } from './phrases.ts';
import type { WordRule } from './rule.ts';
import { textFields } from './text.ts';

const MESSENGER =
  '(?:微信|威信|薇信|徽信|卫星号|绿泡泡|绿色软件|v信|v芯|v❤|vx|v×|v(?![ia-hj-wy])|w信|wx|wechat|薇|微(?![波量型小乐弱笑生])|qq|扣扣|企鹅号?|飞机(?!场|票|餐)|纸飞机|电报群|telegram|tg(?![a-z])|whatsapp|line(?![a-z])|钉钉|陌陌|soul|抖音|快手(?!脚)|小红书)';
const ID = '(?:[:：]?[a-z0-9][a-z0-9_-]{4,20})';

const contactWords = phraseCheck(
  {
    any: [
      `(?:加|\\+|添加|联系|搜索?|私|嫁|找)(?:个|下|一下|我|我们|老板|我的|客服|老师|好友|经理|班长|领队){0,3}${MESSENGER}(?:号|群|好友|同号|详聊|聊)?${ID}?`,
      `(?:微信|vx|wx|v信|qq|扣扣)(?:号)?(?:[:：]?同号|${ID})`,
      `(?<![a-z0-9])(?:v|w)[:：]${ID}`,
      '(?:微信|vx|wx|v信|qq)(?:号|联系|私聊|详聊|咨询|同步)',
      '(?:手机|电话|号码)(?:号)?(?:即|就是|同)(?:微信|v|vx)',
      '扫(?:描|一扫)?(?:下方|上方|右侧|以下|图片|图中)?(?:的)?(?:二维)?码(?:添?加|进|入|联系|咨询|报名)…(?:群|微信|客服)?',
      '(?:进|加|入|拉你?进)(?:个)?(?:我们的?|下面的?)?(?:微信|qq|兼职|接单|派单|福利|交流)?群(?!众|演|体|落|山)',
      '私(?:聊|信|我)|(?:加|找)(?:我|客服|老师|导师|师傅)(?:好友|领|报名|对接|拿)(?!工)',
      '(?:抖音|快手|小红书|陌陌|qq邮箱|邮箱)(?:号)?[:：][a-z0-9_@.-]{5,30}|[a-z0-9_.-]{4,30}@(?:qq|163|126|gmail|outlook|foxmail)(?:\\.|点)?(?:com)?',
    ],
    unless: [
      '微信(?:支付|结算|结账|结|转账|转|收款|付款|付|发工资|发钱|发|红包|到账|公众号|小程序|步数|点餐|扫码付|零钱)',
      '(?:不|不要|不用|别|无需|谨防|警惕|小心|千万别)[^，。；\\n]{0,4}(?:加|添加|进)[^，。；\\n]{0,8}(?:微信|v|qq|群)[^，。；,;\\n]{0,4}',
      '(?:凡|让你|要求你?|叫你)[^，。；\\n]{0,4}加[^，。；\\n]{0,6}(?:微信|qq|群)[^，。；\\n]{0,4}的?[^。\\n]{0,6}(?:骗|举报|别信)',
      '(?:上岗|入职|录用|报到|上班|确认)…后…(?:进|加|入)(?:工作)?群',
      '(?:牛|羊|马|牲口|牲畜|鸡|猪|猴)[^，。,]{0,6}(?:进|入|加|归)群|加入?(?:牧|牛|羊|畜|马|猪|鸡)群|(?:进|入)(?:牛|羊|马|鸡)群',
      '(?:教|帮)[^，。；\\n]{0,6}(?:老人|老年人|群众|顾客|乡亲|村民)[^，。；\\n]{0,6}(?:微信|抖音|加)[^，。；\\n]{0,6}',
      '(?:维护|运营|管理|打理|更新|编辑|回复|发布|经营|做|拍|剪|发|写|看|登录|注册|申请|开通|企业|店里的?|公司的?|门店|官方)[^，。；,;\\n]{0,6}(?:微信|抖音|快手|小红书|公众)(?:号|群|公众号|视频号|账号|短视频|平台|客服|小店|视频)[^，。；,;\\n]{0,4}',
      '(?:顾客|客人|客户|会员|居民|家长|群众|业主|游客|病人|患者)[^，。；,;\\n]{0,8}(?:加|扫码|添加|进|入|扫)[^，。；,;\\n]{0,8}(?:微信|群|码|关注)?',
      '(?:加|添加|引导|邀请|拉)(?:顾客|客人|客户|会员|居民|家长|群众|业主|游客)[^，。；,;\\n]{0,8}',
      '企业微信(?:号|群)?[^，。；,;\\n]{0,6}',
      '(?:坐|乘|打)飞机|飞机(?:场|票|餐|模型|保洁|客舱)',
      '(?:扫码|扫描|扫)(?:签到|签退|打卡|点餐|付款|出库|入库|枪|发货)',
      '找(?:老师|师傅|班长|客服)(?:领工具|领料|领工服|领手套|报到)',
    ],
  },
  ADVICE.contact,
);

/** Ways to get in touch past the platform: words, and phone numbers as `phones.ts` finds them. */
export const CONTACT_RULE: WordRule = {
  id: 'bait.contact',
  level: 'ask',
  article: ARTICLES.houseContact,
  check: (posting) => {
    const byWords = new Map(contactWords(posting).map((finding) => [finding.field, finding.words]));
    return textFields(posting)
      .map(({ field, text }) => {
        const numbers = phoneSpans(text).map(({ start, end }) => text.slice(start, end));
        return {
          field,
          words: [...new Set([...(byWords.get(field) ?? []), ...numbers])],
          advice: ADVICE.contact,
        };
      })
      .filter(({ words }) => words.length > 0);
  },
};
