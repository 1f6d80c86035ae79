import { readdirSync, readFileSync } from 'node:fs';
import { recogniseTrade } from '@linggong/contracts/trades.ts';
import { type Case, CONTEXT, type HeldOut, posting, type Said } from './case.ts';

const FOLDER = new URL('./texts/', import.meta.url);
const JUDGED = new URL('./judged/', import.meta.url);

const UNITS = new Set(['hour', 'day', 'piece', 'whole', 'month']);
const SETTLED = {
  hour: 'weekly',
  day: 'same_day',
  piece: 'same_day',
  whole: 'on_completion',
  month: 'monthly',
};

/** What stands behind the second bar of a head line: `pay=4500-6000/month min=18 who=household`. */
function facts(text: string): Said {
  const said: Said = {};
  for (const word of text.split(' ').filter(Boolean)) {
    const [key = '', value = ''] = word.split('=');
    if (key === 'pay') {
      const [amount = '', unit = ''] = value.split('/');
      if (!UNITS.has(unit)) throw new Error(`Which unit? ${word}`);
      const [from, to] = amount.split('-').map((yuan) => Math.round(Number(yuan) * 100));
      const known = unit as keyof typeof SETTLED;
      said.pay = {
        amountFen: from ?? null,
        amountMaxFen: to ?? null,
        unit: known,
        settlement: SETTLED[known] as 'weekly',
      };
      if (unit === 'month') said.at = [['2026-12-01T09:00', '2026-12-01T17:00', 3]];
    } else if (key === 'at') said.at = [value.split('~') as [string, string]].map(([a, b]) => [a, b, 4]);
    else if (key === 'trade') said.tradeId = value;
    else if (key === 'load') said.loadKg = Number(value);
    else if (key === 'min') said.conditions = { ...said.conditions, minAge: Number(value) };
    else if (key === 'max') said.conditions = { ...said.conditions, maxAge: Number(value) };
    else if (key === 'sex') said.conditions = { ...said.conditions, sex: value as 'male' };
    else if (key === 'alt') said.context = { ...said.context, altitudeM: Number(value) };
    else if (key === 'who') said.context = { ...said.context, employerKind: value as 'household' };
    else throw new Error(`What is ${word}?`);
  }
  return said;
}

/** One block: `== 名字 | expected ids | facts`, the title, then the text; `要求：`, `工资：`, `时间：` fill their fields. */
function block(text: string, heldOut: HeldOut | null): Case {
  const [head = '', title = '', ...lines] = text.trimEnd().split('\n');
  const [name = '', ids = '', words = ''] = head.split('|').map((part) => part.trim());
  const said = facts(words);
  const take = (label: string) => {
    const at = lines.findIndex((line) => line.startsWith(label));
    return at < 0 ? undefined : lines.splice(at, 1)[0]?.slice(label.length);
  };
  const conditions = take('#要求 ');
  const pay = take('#工资 ');
  const hours = take('#时间 ');
  return {
    name,
    posting: posting({
      tradeId: recogniseTrade(title)?.id ?? 'loading',
      ...said,
      title,
      description: lines.join('\n') || title,
      ...(hours !== undefined && { hoursText: hours }),
      conditions: { ...said.conditions, ...(conditions !== undefined && { text: conditions }) },
      pay: { ...said.pay, ...(pay !== undefined && { text: pay }) },
    }),
    context: { ...CONTEXT, ...said.context },
    expect: ids === '-' ? [] : ids.split(' '),
    unseen: true,
    heldOut,
  };
}

/** Files of what is held out are named `held-*`; how such a name ends, where it was added to the first ones. */
function heldOutOf(name: string): HeldOut | null {
  if (!name.startsWith('held-')) return null;
  if (name.endsWith('-fresh.txt')) return 'fresh';
  return /-(?:late|later|last)\.txt$/.test(name) ? 'later' : 'first';
}

const readFolder = (folder: URL): Case[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .flatMap((name) =>
      readFileSync(new URL(name, folder), 'utf8')
        .split(/^== /m)
        .slice(1)
        .map((text) => block(text, heldOutOf(name))),
    );

/** The postings of `texts/*.txt`; those of files named `held-*` are held out: no rule and no weight is fitted to them. */
export const readCases = (): Case[] => readFolder(FOLDER);

/** Honest postings by which rules were mended, and nothing is learned: what flags one of them is in its head line. */
export const readJudged = (): Case[] => readFolder(JUDGED);
