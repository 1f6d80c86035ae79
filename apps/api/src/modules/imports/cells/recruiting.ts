/** What is said of a posting that nobody is wanted for any more, as it stands alone. */
const OVER = [
  '停招',
  '停止',
  '停用',
  '暂停',
  '中止',
  '终止',
  '结束',
  '招聘结束',
  '取消',
  '撤回',
  '撤销',
  '撤下',
  '下架',
  '作废',
  '关闭',
  '无效',
  '失效',
  '过期',
  '招满',
  '招齐',
  '招够',
  '满员',
  '满',
  '不招',
  '不再招',
  '不再',
  '不要人',
];
const IN_CHINESE = new RegExp(
  `^(?:现在?|目前)?(?:已经?)?(?:${OVER.join('|')})(?:招聘|招工|招人|用工|人)?了?$`,
);
const IN_ENGLISH = /^(?:closed|inactive|filled|cancell?ed|expired|ended|withdrawn|terminated)$/i;
const NO = /^(?:否|不|不是|n|no|false|0)$/i;
const YES = /^(?:是|y|yes|true|1)$/i;
/** Headers that ask whether it is over; any other asks whether it goes on. */
const ASKS_IF_OVER = /满|停|过期|关闭|结束|终止|取消|撤|closed|filled/i;

/** Whether a cell says that nobody more is wanted; a bare 是 or 否 answers what its header asks (是否招满, 当前招聘). */
export function saysOver({ header, text }: { header: string; text: string }): boolean {
  const bare = text.replace(/[（(【[][^）)】\]]*[）)】\]]/g, '').replace(/[\s。！!.]+/g, '');
  return IN_CHINESE.test(bare) || IN_ENGLISH.test(bare) || (ASKS_IF_OVER.test(header) ? YES : NO).test(bare);
}
