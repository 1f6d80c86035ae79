import { nameKey } from '@linggong/contracts/normal.ts';

/** A person as a list names them. */
export type Namesake = {
  id: string;
  name: string;
  /** As people say it, e.g. `如意乡桑那村`; empty: not known. */
  village: string;
  /** Which of its name in its village they are, by when they came into the register: it never changes. Null: none. */
  ordinal: number | null;
  /** Somebody else of that name is in that village, listed here or not. */
  hasNamesake: boolean;
};
type Said = {
  village: (values: { name: string; village: string }) => string;
  ordinal: (values: { name: string; village: string; ordinal: number }) => string;
};

/**
 * What each is called where several are listed, by their ids: the name, for those who share it with another in the list
 * or in their village with the village, and within a village with which of them it is. Names are the same as `nameKey`
 * has it. The order of the list changes nothing.
 */
export function personLabels(people: readonly Namesake[], said: Said): Map<string, string> {
  const byName = Map.groupBy(people, ({ name }) => nameKey(name));
  const labels = new Map<string, string>();
  for (const same of byName.values()) {
    const listed = new Set(same.map(({ id }) => id)).size > 1;
    for (const { id, name, village, ordinal, hasNamesake } of same) {
      const inVillage = hasNamesake || same.some((other) => other.id !== id && other.village === village);
      if (village === '' || (!listed && !hasNamesake)) labels.set(id, name);
      else if (inVillage && ordinal !== null) labels.set(id, said.ordinal({ name, village, ordinal }));
      else labels.set(id, said.village({ name, village }));
    }
  }
  return labels;
}
