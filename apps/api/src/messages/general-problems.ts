import type { ProblemTexts } from '../platform/problem.ts';
import { STATION } from './station.ts';

/** What any request may meet. */
export const generalProblems = {
  'request.invalid': { title: '有的地方没填对', detail: '你填的都还在，把标出来的地方改一下再发。' },
  'request.malformed': { title: '没看懂发来的内容', detail: '内容格式不对，刷新页面再试一次。' },
  'request.too_large': { title: '内容太大了', detail: '一次发的内容太大，分几次发，或者换个小一点的文件。' },
  'request.unsupported_type': { title: '这种格式收不了', detail: '请用 JSON 发送，文件用表单上传。' },
  'request.origin': {
    title: '请求来自别的网站',
    detail: '为了你的账号安全，这次操作没有执行。请回到本站页面再操作。',
  },
  'request.rate_limited': { title: '点得太快了', detail: '歇一会儿再试，刚才的内容没有丢。' },
  'request.idempotency_key_reused': { title: '同一个请求号，内容却变了', detail: '刷新页面后重新提交。' },
  'request.idempotency_running': {
    title: '上一次还在办',
    detail: '同样的请求正在处理，稍等几秒看结果，不用再点。',
  },
  'request.not_found': { title: '没有这个地址', detail: '链接可能写错了，从首页再找一找。' },
  'request.timeout': { title: '这次太慢了', detail: '没有办成，也没有留下一半。稍后再试。' },
  'request.broken_off': { title: '没有传完', detail: '传到一半断了，没有收下，也没有留下一半。再传一次。' },
  'live.websocket_only': {
    title: '实时连接只走 WebSocket',
    detail:
      '请在客户端设 transports: ["websocket"]，别的传输方式这里不接。怎么连、能收到什么，见 /api/docs/live。',
  },
  'server.error': {
    title: '我们这边出错了',
    detail: `不是你的问题。这次没有办成，稍后再试；一直这样，请把页面上的编号告诉${STATION}。`,
  },
  'server.unavailable': { title: '暂时连不上', detail: '系统正在恢复，稍等一会儿再试。' },
} satisfies ProblemTexts;
