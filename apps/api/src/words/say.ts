import type { NoticeWords } from '../platform/notices/kind.ts';
import { wordsOf } from './words.ts';

type Values = Readonly<Record<string, string | number | boolean>>;
export type Sentence<V> = string | ((values: V) => string);

/** Whom people turn to, as they reach it; `phone`: unset where there is none to call. */
export function stationWords(phone: string | undefined): string {
  const { call, local } = wordsOf('general').station;
  return phone ? call({ phone }) : local;
}

/** A sentence of a catalogue with what it asks for, if anything, put in. */
export const put = <V extends Values>(sentence: Sentence<V>, values: V): string =>
  typeof sentence === 'string' ? sentence : sentence(values);

/** A title and a body of a catalogue, with what they ask for put in. */
export const say = <V extends Values>(
  { title, body }: { title: Sentence<V>; body: Sentence<V> },
  values: V,
): NoticeWords => ({ title: put(title, values), body: put(body, values) });
