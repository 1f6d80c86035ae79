import { ALERTS_AT_MOST } from '@linggong/contracts/alert.ts';
import type { ProblemCode } from '@linggong/contracts/problem.ts';
import { STATION } from './station.ts';

type ProblemText = { title: string; detail: string };

/** What people read when something did not go: what happened, what was kept, what to do. */
export const problemTexts: Record<ProblemCode, ProblemText> = {
  'request.invalid': { title: '有的地方没填对', detail: '你填的都还在，把标出来的地方改一下再发。' },
  'request.malformed': { title: '没看懂发来的内容', detail: '内容格式不对，刷新页面再试一次。' },
  'request.too_large': { title: '内容太大了', detail: '一次发的内容太大，分几次发，或者换个小一点的文件。' },
  'request.unsupported_type': { title: '这种格式收不了', detail: '请用 JSON 发送，文件用表单上传。' },
  'request.origin': {
    title: '请求来自别的网站',
    detail: '为了你的账号安全，这次操作没有执行。请回到本站页面再操作。',
  },
  'request.rate_limited': { title: '点得太快了', detail: '歇一会儿再试，刚才的内容没有丢。' },
  'cap.reached': { title: '今天够多了', detail: `到了上限，这次没有办成，你写的还在。急的话找${STATION}。` },
  'request.idempotency_key_reused': { title: '同一个请求号，内容却变了', detail: '刷新页面后重新提交。' },
  'request.idempotency_running': {
    title: '上一次还在办',
    detail: '同样的请求正在处理，稍等几秒看结果，不用再点。',
  },
  'request.not_found': { title: '没有这个地址', detail: '链接可能写错了，从首页再找一找。' },
  'request.timeout': { title: '这次太慢了', detail: '没有办成，也没有留下一半。稍后再试。' },
  'request.broken_off': { title: '没有传完', detail: '传到一半断了，没有收下，也没有留下一半。再传一次。' },
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
  'region.not_found': { title: '没有这个地方', detail: '请在列表里重新选一下地区。' },
  'employer.not_found': { title: '没有这个用工方', detail: '可能已经注销，或者不归你这里管。' },
  'employer.exists': {
    title: '这家单位已经登记过',
    detail: `同一个统一社会信用代码只能登记一次。问问单位里谁登记过；不是你们登记的，找${STATION}核对。`,
  },
  'person.not_found': { title: '没有这个人的档案', detail: '请核对后再试。' },
  'gig.not_found': { title: '没有这个岗位', detail: '岗位号可能写错了，去首页再找一找。' },
  'gig.in_review': {
    title: '这个活改过了，零工站正在看',
    detail: '看过以后还在这个地址显示。过一会儿再来看看，也可以先去看看别的活。',
  },
  'gig.gone': { title: '这个活已经下架了', detail: '去看看别的活。' },
  'gig.changed_meanwhile': {
    title: '刚有人改过',
    detail: '你看到的不是最新的。你写的还在，刷新看看最新内容再保存。',
  },
  'gig.wrong_state': { title: '现在不能这样做', detail: '岗位的状态已经变了，刷新看看。' },
  'gig.blocked': { title: '还不能提交', detail: '有几处法律不允许或必须写明，改好就能提交，草稿已保存。' },
  'gig.terms_changed': {
    title: '对方改过了',
    detail: '你看的时候，对方改了这个活。还没有给你报上，看看改了什么，再定去不去。',
  },
  'review.taken': { title: '别的同事正在看这条', detail: '先看下一条，免得两个人重复审。' },
  'review.decided': { title: '这条刚定了', detail: '这条刚有人定了，几秒后生效。要改，先请定的人撤销。' },
  'review.too_late': {
    title: '撤不回了',
    detail: '这个决定已经生效，或者已经撤过了。刷新看看现在是什么样。',
  },
  'review.unread_flags': { title: '还有提示没看', detail: '这条有提示，看过再通过。' },
  'booking.not_found': { title: '没有这个报名', detail: '刷新看看，可能已经取消。' },
  'booking.refused': { title: '这个活现在报不了', detail: '看看别的活。' },
  'booking.wrong_state': { title: '现在不能这样做', detail: '这个报名的状态已经变了，刷新看看。' },
  'report.not_found': { title: '没有这条举报', detail: '刷新看看，可能不归你这里管。' },
  'report.handled': { title: '这条已经有人处理了', detail: '刷新看看处理结果，你写的还在。' },
  'account.phone_mismatch': { title: '手机号对不上', detail: '账号没有注销。填登录用的那个手机号，11 位。' },
  'account.confirm_first': {
    title: '先确认是你',
    detail: '先用现在的手机号收一次验证码，确认是你本人，再换。确认以后 15 分钟内有效。',
  },
  'account.phone_taken': {
    title: '这个号码有账号了',
    detail: '这个手机号已经有自己的账号，没有换。用它登录就是那个账号。要换到这个号上，先在那个账号里注销。',
  },
  'account.still_needed': { title: '现在还不能注销', detail: '还有事没完，账号没有注销。' },
  'booking.given_back': {
    title: '这个活你报过又退了',
    detail: '现在你没有报这个活。还想去的话，再报一次。',
  },
  'booking.changed_meanwhile': {
    title: '这个报名刚变过',
    detail: '还没有定。他报的班次刚变过，看看现在的，再定收不收。',
  },
  'booking.not_agreed': {
    title: '他还没答应改过的条件',
    detail: '他报名以后岗位改过，已经问他还去不去。等他点了“还去”就能收。',
  },
  'contact.no_reason': {
    title: '现在看不到电话',
    detail: `定下以后才看得到电话；退了、没选上、取消了的，或者活干完很久的，就看不到了。有事找${STATION}。`,
  },
  'contact.no_name': {
    title: '先写上名字',
    detail: '写上名字再看电话，对方才知道是谁打来的。在“我”里写，写完回来再点一次。',
  },
  'contact.none': { title: '没留电话', detail: `对方没留电话，到了地方找人，或者问${STATION}。` },
  'alert.not_found': { title: '没有这条提醒', detail: '可能已经删了，刷新看看。' },
  'alert.too_many': {
    title: '提醒够多了',
    detail: `最多存 ${ALERTS_AT_MOST} 条提醒，这条没有存上。先删掉不用的，再回来存。`,
  },
  'import.not_found': { title: '没有这次导入', detail: '刷新看看，可能不是你这里导入的。' },
  'import.unreadable': { title: '文件读不出来', detail: '请用 CSV 或 XLSX 文件，第一行写列名。' },
  'import.changed_meanwhile': {
    title: '和你看到的不一样了',
    detail: '还没有导入。看过以后这批岗位又变了，再看一眼，对的话再点一次。',
  },
  'import.own_busy': {
    title: '你的文件还在读',
    detail: '你已经有两个文件正在读，这个没有收下。等读完一个再传，一般半分钟就好。',
  },
  'import.busy': {
    title: '正在读的文件太多',
    detail: '这会儿大家传的文件多，这个没有收下。过半分钟再传一次，不用改什么。',
  },
  'import.too_many': {
    title: '这一小时传得够多了',
    detail: '这个文件没有收下。过一会儿再传一次，文件不用改。',
  },
  'import.wrong_state': { title: '现在不能这样做', detail: '这次导入的状态已经变了，刷新看看。' },
  'events.window_passed': { title: '离开太久了', detail: '中间的消息太多，请刷新页面看最新的。' },
  'server.error': {
    title: '我们这边出错了',
    detail: `不是你的问题。这次没有办成，稍后再试；一直这样，请把页面上的编号告诉${STATION}。`,
  },
  'server.unavailable': { title: '暂时连不上', detail: '系统正在恢复，稍等一会儿再试。' },
};
