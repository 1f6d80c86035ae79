import { message } from './message.ts';

/** What a catalogue's file has for an area: sentences, in groups and lists. */
export type Entry = string | readonly Entry[] | { readonly [key: string]: Entry };

/** An area as pages use it: a sentence that has places for something is a function of what is put in. */
export function readable(entry: Entry, language: string): unknown {
  if (typeof entry === 'string') return entry.includes('{') ? message(entry, language) : entry;
  if (Array.isArray(entry)) return entry.map((each) => readable(each, language));
  return Object.fromEntries(Object.entries(entry).map(([key, each]) => [key, readable(each, language)]));
}
