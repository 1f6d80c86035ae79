import { datedSpan, datedTime } from '@linggong/rules/dated.ts';
import { wordsOf } from '../../words/words.ts';

/** What a notice may say of a gig. No names, no phone numbers: it is shown on locked screens. */
export type Told = {
  /** `028-461` */
  number: string;
  /** The work in the employer's words. */
  title: string;
  /** `如意乡`; empty where it isn't known. */
  place: string;
  landmark: string;
  startsAt: Date | null;
  endsAt: Date | null;
  /** Tools are to be brought. */
  ownTools: boolean;
  /** Places left; null: not known. */
  open: number | null;
};

/** The work with its place before it, unless it begins with that by itself. */
export const workAt = (place: string, title: string) =>
  title.startsWith(place) ? title : `${place}${title}`;

/** The parts that sentences about a gig are put together of, in the reader's language; empty where one isn't known. */
export function partsOf({ number, title, place, landmark, startsAt, endsAt, ownTools, open }: Told) {
  const words = wordsOf('gigs').told;
  const dates = wordsOf('dates');
  const at = landmark || place;
  return {
    title,
    work: workAt(place, title),
    start: startsAt ? words.start({ when: datedTime(startsAt, dates) }) : '',
    times: startsAt ? words.times({ span: datedSpan(startsAt, endsAt, dates) }) : '',
    number: words.number({ number }),
    where: at ? words.where({ place: at }) : '',
    tools: ownTools ? words.tools : '',
    lacks: open ? words.lacks({ open }) : '',
  };
}
