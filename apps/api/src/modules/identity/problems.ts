import { STATION } from '../../messages/station.ts';
import type { ProblemTexts } from '../../platform/problem.ts';

export const identityProblems = {
  'auth.required': { title: '请先登录', detail: '用手机号登录以后再来，页面会回到这里。' },
  'auth.forbidden': { title: '这个你办不了', detail: `你的账号没有这个权限。需要的话，请找${STATION}。` },
  'auth.phone_invalid': { title: '手机号不对', detail: '请填 11 位手机号。' },
  'auth.code_wrong': { title: '验证码不对', detail: '验证码不对，对照短信再填一次。' },
  'auth.code_expired': {
    title: '验证码过期了',
    detail: '这个验证码不能用了：5 分钟内有效，只能用一次。再发一次就行。',
  },
  'auth.code_old': {
    title: '这是以前的验证码',
    detail: '这是以前那条短信里的验证码，填最新那条里的。不算错。',
  },
  'auth.too_many_codes': {
    title: '验证码发得太多了',
    detail: '验证码发得太多了，过一会儿再获取。先前发的要是到了，5 分钟内照样能用。',
  },
  'auth.too_many_attempts': { title: '试的次数太多了', detail: '错得太多了，为了账号安全，过一会儿再试。' },
  'auth.whose_number': {
    title: '先认一下人',
    detail:
      '这个号码登记过，但很久没登录，现在可能换了人用。写对原来登记的名字就进去；不是你的，就从头开始用。',
  },
  'auth.name_wrong': {
    title: '名字对不上',
    detail: '跟这个号码登记的名字对不上，再想想。错三次就不能再试。',
  },
  'identity.challenge': {
    title: '先等一下',
    detail: '这会儿新号码要验证码的人多，发之前要多一步。按页面上说的做，一样给你发。',
  },
  'auth.consent_required': {
    title: '先看一下协议',
    detail: '用户协议和隐私政策还没有同意，或者刚换了新的。打开任何一页，看完点同意就能接着办。',
  },
  'auth.consent_outdated': {
    title: '协议刚换了新的',
    detail: '你看到的不是最新的用户协议和隐私政策。刷新看看新的，再同意。',
  },
  'auth.demo_only': { title: '没有这个地址', detail: '链接可能写错了，从首页再找一找。' },
  'session.not_found': { title: '没有这台设备', detail: '可能已经退出了，刷新看看。' },
  'person.not_found': { title: '没有这个人的档案', detail: '请核对后再试。' },
} satisfies ProblemTexts;
