import type { WhyNot } from '../take.ts';
import { localClock, localDate } from '../time.ts';
import { barsText } from './minors.ts';

const PLAIN = {
  not_public: '这条岗位现在没有公开：可能改过了，零工站正在看。过一会儿再来，也可以先看看别的活。',
  ended: '这个活已经结束招人了，去看看别的活。',
  started: '这一班已经开始了，选后面的班次，或者看看别的活。',
  full: '满了。有人退出时会再放出来，先看看别的活。',
  already_taken: '你已经报了这个活，在“我的活”里能看到。',
  under_16: '未满 16 岁不能干活，这是《禁止使用童工规定》定的。',
  age_unknown: '这个活对年龄有规定，先在“我”里填上出生日期再报。',
  no_counterpart: '这条是转来的，在这里报了没有人知道。问发来的人，怎么找写在这一页上。',
  own_gig: '这是你们自己发的活，不能自己报。',
  no_name: '先写上名字，用工方才知道谁来。',
  pick_shift: '选一下你要干哪一班。',
} as const;

/** To the employer, of whom they wanted to take: no word of where else the person works. */
const FOR_EMPLOYER: Partial<Record<WhyNot['refusal'], string>> = {
  full: '位置已经满了，收不了。想多收人，先把人数改大。',
  started: '他报的班次已经开始了，这次报名过了时候，收不了。',
  overlaps: '他这个时间已经有别的活了，收不了。看看别的人。',
  under_16: '他未满 16 岁，按《禁止使用童工规定》不能用。',
  under_18_forbidden: '他未满 18 岁，这个活按《未成年工特殊保护规定》第 3 条不能让他干。',
};

/** Why the employer can't take a person who asked. */
export const employerRefusal = (refusal: WhyNot['refusal']): string =>
  FOR_EMPLOYER[refusal] ?? '这个人现在收不了。';

/** `18 岁以上`, `60 岁以下`, `18 到 60 岁`. */
function ages(minAge: number | null, maxAge: number | null): string {
  if (minAge !== null && maxAge !== null) return `${minAge} 到 ${maxAge} 岁`;
  return minAge !== null ? `${minAge} 岁以上` : `${maxAge} 岁以下`;
}

/** Why a person can't take a gig, as the service desk would say it, with what is in the way. */
export function takeSentence(why: WhyNot): string {
  switch (why.refusal) {
    case 'overlaps': {
      // Of a gig of six days an hour alone is any of them.
      const until = `${localDate(why.endsAt)} ${localClock(why.endsAt)}`;
      return `这个时间你已经有活了（${why.place}“${why.title}”，${until} 结束）。`;
    }
    case 'under_18_forbidden':
      return `${barsText(why.bars)}，按《未成年工特殊保护规定》第 3 条，满 18 岁才能干。`;
    case 'outside_age':
      return `这个活要 ${ages(why.minAge, why.maxAge)}的人。`;
    default:
      return PLAIN[why.refusal];
  }
}
