import type { GigState } from '@linggong/contracts/gig.ts';
import { type Import, type ImportField, type ImportRow, placeOfLine } from '@linggong/contracts/import.ts';

/** What is no longer as it was shown before an import was signed off. */
function difference({ field, before, after }: { field: string; before: string; after: string }): string {
  if (field === 'source') return `从哪里来：“${before}” → “${after}”`;
  const column = /^column:(.*)$/.exec(field)?.[1];
  if (column !== undefined) {
    const name = (value: string) => imports.fields[value as ImportField] ?? value;
    return `「${column}」这一列：${name(before)} → ${name(after)}`;
  }
  return `${imports.counts[field as keyof typeof imports.counts] ?? field}：${before} 行 → ${after} 行`;
}

/** Bulk import of postings at the operators' desk. */
export const imports = {
  title: '导入岗位',
  intro: '把外地送来的岗位表放进来，先看每一行读成了什么，再决定导不导。导入的都进待审核，没人审过不会发布。',
  file: '表格文件',
  fileHelp: 'XLSX、CSV、ODS，或者存成 .xls 的网页表格，不超过 10 MB、2 万行。表头叫什么名字都行。',
  drop: '把文件拖到这里，或者点这里选一个',
  chosen: (name: string, size: string) => `${name}（${size}）`,
  bytes: (n: number) => `${n} 字节`,
  source: '从哪里来',
  sourceHelp: '写送表的单位，比如“渝昌劳务协作工作站”。同一个来源里编号相同的，不会导两次。',
  sourceContact: '怎么联系他们',
  sourceContactHelp: '送表单位的电话，会公开写在这些岗位上：用工方没留电话的，劳动者打这个问。没有就空着。',
  upload: '读进来看看',
  uploading: '正在读，大表要等几秒',
  noFile: '选一个 CSV 或 XLSX 文件。',
  before: '导过的',
  none: '还没有导过。',

  states: {
    reading: '正在读',
    unread: '没读完',
    preview: '还没导入',
    running: '正在导入',
    done: '导入完了',
    undoing: '正在撤回',
    undone: '已撤回',
    failed: '中断了',
  } satisfies Record<Import['state'], string>,
  byAt: (who: string, when: string) => [who, when].filter(Boolean).join('，'),
  rows: (n: number) => `${n} 行`,
  brief: (c: Import['counts']) =>
    [
      `${c.rows} 行`,
      c.imported > 0 ? `${c.imported} 条进了待审核` : '',
      c.undone > 0 ? `${c.undone} 条撤回了` : '',
      c.error > 0 ? `${c.error} 行没法导入` : '',
    ]
      .filter(Boolean)
      .join('，'),

  counts: {
    new: '可以导入',
    imported: '进了待审核',
    undone: '撤回了',
    kept: '没撤，已处理过',
    employers: '家用工方跟着撤了',
    duplicate: '已经有了',
    changed: '有了，但内容变了',
    stopped: '对方不招了，这边还挂着',
    error: '没法导入',
    flagged: '有提示',
    hidden: '隐藏的，没有读',
    blank: '空行和小标题，跳过了',
  },
  readAs: (encoding: string) => `按 ${encoding} 读的`,

  said: '这个文件里没读的、合起来读的',
  withHidden: '隐藏的、被筛掉的行也要',
  withEnded: '已经结束的，没改也再发一次',
  withEndedHelp: '撤下、没通过、招满、过期了的，文件里一个字没变的行',
  hiddenColumn: '表里是隐藏的',

  columns: '每一列是什么',
  columnsBrief: (all: number, unused: number) =>
    unused === 0 ? `${all} 列都用上了` : `${all} 列，${unused} 列没用上`,
  columnsHelp: '认错了就改，改完点“重新读一遍”。不用的列选“不要这一列”。',
  column: '表头',
  sample: '第一个值',
  means: '当作',
  noHeader: (n: number) => `第 ${n} 列（没有表头）`,
  remap: '重新读一遍',
  remapped: '按新的列重新读过了。',
  fields: {
    externalId: '编号',
    rowNumber: '行号（不认岗位）',
    title: '岗位名称',
    trade: '工种',
    employerName: '用工单位',
    region: '地区',
    landmark: '工作地点',
    longitude: '经度',
    latitude: '纬度',
    coordinates: '经纬度写在一格',
    headcount: '人数',
    pay: '工资',
    payUnit: '计薪单位',
    settlement: '怎么结算',
    hours: '工作时间',
    startsAt: '开始',
    endsAt: '结束',
    description: '工作内容',
    sex: '性别',
    age: '年龄',
    conditions: '要求',
    experience: '经验',
    included: '吃住接送',
    insurance: '保险',
    remarks: '备注',
    contact: '联系方式（不公开）',
    validUntil: '有效期',
    sourceUrl: '原文链接',
    recruiting: '还招不招',
    ignore: '不要这一列',
  } satisfies Record<ImportField, string>,

  aboutFile: '这张表',
  counting: {
    rowNumber: (name: string) =>
      `${name}是 1、2、3 这样从头数的，像行号，不像岗位自己的编号。现在当行号：两张表都有 1 号，也不会当成同一条。`,
    externalId: (name: string) =>
      `${name}是 1、2、3 这样从头数的，像行号。现在当岗位编号：这个来源里编号相同的，算同一条。`,
    other: (name: string) => `${name}是 1、2、3 这样从头数的，像行号。现在不用它认岗位。`,
  },
  believe: '它是岗位编号',
  disbelieve: '它只是行号',
  choiceKept: '选过以后，这个来源下次送来同样的表，也这样读。',
  columnName: (name: string) => `「${name}」`,
  columnRemarks: {
    repeated: (name: string) => `${name}里好多行写的一样，认不了岗位，没当编号用。`,
    second: (name: string, used: string, field: string) => `${name}和${used}都像是${field}，用了${used}。`,
    unused: (names: string) => `没用上的列：${names}。里面的话不会进岗位；两行只有这里不一样，也算两条。`,
    before: (names: string) => `${names}照这个来源上次那样读。`,
    own: (names: string) => `${names}是我们加的列，没读。`,
    noPlace: '没有哪一列写在什么地方干活。',
    datum: '经纬度照表里的数记。没写是哪家地图的；高德、百度的点会偏几百米，审的时候看一眼地图。',
  },

  run: (n: number) => `导入 ${n} 条`,
  runHelp: '导入后都在待审核里，带着提示。导错了可以整批撤回。',
  difference,
  nothing: '没有可以导入的。改一下列，或者换个文件。',
  needSource: '先写清这些岗位从哪里来，再导入。',
  again: '接着导入',
  failed: (left: number) => `导入中断了，还剩 ${left} 条。已经进去的都在，接着导入不会重复。`,
  undoFailed: '撤回中断了。已经撤的都撤了，接着撤就行。',
  undoAgain: '接着撤回',
  reading: (done: number, all: number) =>
    `已读 ${done.toLocaleString('zh-CN')} 行，共 ${all.toLocaleString('zh-CN')} 行`,
  leaveReading: '可以离开这一页，读完了在“导过的”里找它。',
  unread: '这个文件没读完，什么都没留下。请再传一次。',
  sendAgain: '再传一次',
  running: (done: number, all: number) => `正在导入，${done} / ${all}`,
  undoing: (undone: number) => `正在撤回，已撤 ${undone} 条`,
  look: '看最新进度',
  leave: '可以离开这一页，导入不会停。',
  done: (n: number) => (n === 0 ? '导入完了，没有新的岗位。' : `导入完了，${n} 条进了待审核。`),
  toQueue: '去审这一批',
  leftOut: (n: number, preview: boolean) => `${n} 行${preview ? '不会导入' : '没有导入'}，下载下来看原因`,
  undone: (undone: number, kept: number) =>
    kept === 0
      ? `撤回了 ${undone} 条，待审核里没有了。`
      : `撤回了 ${undone} 条。${kept} 条已经处理过，没有撤，在下面。`,
  undo: '撤回这次导入',
  undoSure: '还没审过、没改过的岗位会从待审核里撤掉；已经审过或改过的留着。撤回后同一个文件可以再导。',
  undoSend: '确定撤回',

  returned: (number: string, reason: string) =>
    `岗位 ${number.slice(0, 3)}-${number.slice(3)} 退回了${reason ? `：${reason}` : ''}。让发来的单位改好，把改过的表再导一次。`,
  stopped: {
    title: (n: number) => `对方说已经不招、这边还挂着的 ${n} 条`,
    help: '导入不会动它们。打开看一眼，公开的下架，等审核的不通过；报了名的会收到通知。',
    show: '一条一条看',
  },
  absent: {
    title: (n: number) => `上次有、这次没有的 ${n} 条`,
    help: (file: string) =>
      `和上次的“${file}”比。也许不招了，也许这次只送来一部分：问问送表的单位。导入不会动它们。`,
    first: (n: number) => `只列了前 ${n} 条。`,
    states: {
      draft: '草稿',
      in_review: '等审核',
      returned: '退回了',
      refused: '没通过',
      published: '公开着',
      full: '公开着，招满了',
      begun: '开工了',
      closed: '停招了',
      withdrawn: '撤下了',
      expired: '过期了',
    } satisfies Record<GigState, string>,
    gig: (number: string) => `岗位 ${number.slice(0, 3)}-${number.slice(3)}`,
  },
  only: {
    returned: '退回的',
    all: '全部',
    error: '没法导入',
    duplicate: '已经有了',
    stopped: '对方不招了的',
    flagged: '有提示',
    hidden: '隐藏的',
    kept: '没撤的',
  },
  noRows: '没有这样的行。',
  more: '再看 50 行',
  first: '回到开头',
  line: (line: number, sheets: readonly string[]) => {
    const { sheet, row } = placeOfLine(line, sheets);
    return sheet === null ? `第 ${row} 行` : `「${sheet}」第 ${row} 行`;
  },
  id: (id: string) => `编号 ${id}`,
  noId: '表里没有编号',
  original: '表里写的',
  read: '读成',
  remarks: '提示和说明',
  nothingToSay: '没有提示。',
  outcomes: {
    new: '可以导入',
    imported: '进了待审核',
    duplicate: '已经有了',
    changed: '有了，但变了',
    error: '没法导入',
    stopped: '对方不招了，这边还挂着',
    hidden: '隐藏的，没有读',
    undone: '撤回了',
  } satisfies Record<ImportRow['outcome'], string>,
  level: { block: '违规', ask: '留意' },
  /** What a row doesn't say; without the first an imported posting can't be passed. */
  missing: {
    block: '补上才能发',
    ask: '没写',
    parts: {
      trade: '工种',
      title: '标题',
      work: '干什么',
      headcount: '几个人',
      place: '在哪儿',
      pay: '工钱',
      pay_unit: '工钱按什么算',
      time: '几点到几点',
      settlement: '什么时候结',
      validity: '到哪天有效',
    },
  },
  notSaid: '没写',
  noTrade: '认不出',
  parts: {
    trade: '工种',
    pay: '工资',
    settlement: '结算',
    people: '人数',
    time: '时间',
    place: '地点',
    conditions: '要求',
    included: '包什么',
    description: '内容',
    validUntil: '有效期',
  },
  people: (n: number) => `${n} 人`,
  until: (day: string) => `到${day}`,
  sex: { any: '男女都行', male: '只要男', female: '只要女' },
  ages: (min: number | null, max: number | null) =>
    [min === null ? '' : `${min} 岁以上`, max === null ? '' : `${max} 岁以下`].filter(Boolean).join('，'),
  settlements: {
    same_day: '当天结',
    within_days: '几天内结',
    weekly: '一周一结',
    monthly: '一月一结',
    on_completion: '干完结',
  },
  included: {
    meals: ['管饭', '不管饭'],
    lodging: ['管住', '不管住'],
    transport: ['接送', '不接送'],
    tools: ['给工具', '自带工具'],
  } as const,
};
