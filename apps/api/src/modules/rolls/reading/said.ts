import type { Callee, Sex } from '@linggong/contracts/people.ts';
import * as z from 'zod';

/** What to look at in a row, each with a sentence of its own in the words of this feature. */
export const MARKS = [
  'nameBoUnread',
  'idLostDigits',
  'idMayBeRounded',
  'idOfSeveral',
  'idOld',
  'idLength',
  'idFigures',
  'idRegion',
  'idDate',
  'idCheck',
  'birthNotAsId',
  'sexNotAsId',
  'birthUnread',
  'ageNotAsBirth',
  'underAge',
  'sexUnread',
  'phoneUnread',
  'phoneLostDigits',
  'phonesMore',
  'phoneOfMany',
  'calleeUnread',
  'worksAwayUnread',
  'cut',
  'placeUnknown',
  'placeTwice',
  'hiddenRow',
] as const;
export const zMark = z.enum(MARKS);
export type Mark = z.infer<typeof zMark>;

/** A person as a row of a roll has them. */
export type Said = {
  name: string;
  nameBo: string;
  sex: Sex | null;
  birthDate: string | null;
  birthYear: number | null;
  skills: string;
  phone: string | null;
  callee: Callee | null;
  worksAway: boolean | null;
  remarks: string;
};

/** What was read of a row before anything is known of places and of the register. The number goes no further than that. */
export type RowRead = {
  line: number;
  said: Said;
  /** A good identity number; empty: none. */
  idNumber: string;
  township: string;
  village: string;
  marks: Mark[];
  /** For messages of a handy size. */
  cells: readonly string[];
};
