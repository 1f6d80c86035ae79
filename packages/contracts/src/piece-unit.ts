import type { PayUnit } from './pay-unit.ts';
import { simplified } from './simplified.ts';

const BEFORE = '(?:按|计|每|各|整|一|个|半|全|几|数|[\\d零〇二两俩三四五六七八九十百千])*';
/** `小时工`, `天结`, `日薪`: still only a time. */
const BEHIND = '(?:工资|工作|工钱|工|钱|结|薪|制|计|算|活|内|s)*';
const time = (words: string) => new RegExp(`^${BEFORE}(?:${words})${BEHIND}$`);

const TIMES: readonly (readonly [PayUnit | null, RegExp])[] = [
  ['hour', time('小时|钟头|钟点|钟|时|点|h|hr|hour|xiaoshi|ཆུ་?ཚོད')],
  [
    'day',
    time('工?天|工?日|工日|工时日?|台班|班次|班|白天|晚上|夜晚|夜里|夜|晚|上午|下午|d|day|tian|ཉིན་?མ?|ཉི་?མ'),
  ],
  ['day', /^(?:一|个|每|半|按|整|全|[\d二两三四五六七八九十])*(?:人工|工)$/],
  ['month', time('月份?|个月|mo|month|yue|ཟླ་?བ?')],
  [null, time('分钟?|秒钟?|刻钟|周|星期|礼拜|旬|季度?|年度?|min|minute|w|week|y|year|zhou|nian')],
];
/** A figure, or an amount: 块 without a figure is a stone. */
const FIGURE =
  /^[\d零〇一二两三四五六七八九十百千万.]+$|^[\d零〇一二两三四五六七八九十百千万几.]*(?:元|块钱|毛钱?|角钱?|分钱|钱|人民币|rmb|cny|yuan)+$|^[\d零〇一二两三四五六七八九十百千万几.]+块$/;

const bare = (word: string) =>
  simplified(word.normalize('NFKC').toLowerCase()).replace(/[^\p{L}\p{M}\p{N}་.]/gu, '');

/**
 * The time that a word names where a piece belongs: `小时` is `hour`; undefined: none; null: one by which nothing is
 * paid.
 */
export const timeOfWord = (word: string): PayUnit | null | undefined =>
  TIMES.find(([, pattern]) => pattern.test(bare(word)))?.[0];

/** What is said of a word that names no piece, but a time or an amount; empty: it may be one. */
export function pieceUnitWrong(word: string): string {
  if (word.trim() === '') return '';
  if (timeOfWord(word) !== undefined)
    return '按小时、按天、按月算的，请选“一小时”“一天”“一个月”。这里写按什么算件，比如“车”';
  return FIGURE.test(bare(word)) || !/[\p{L}]/u.test(word) ? '这里写按什么算件，比如“车”“亩”，不写钱数' : '';
}
