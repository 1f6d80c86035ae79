import { listRegions } from '@linggong/contracts/api/regions.ts';
import type { Region } from '@linggong/contracts/region.ts';
import type { Call } from '#lib/api/client.ts';
import { chosenRegion, type RegionChoices, regionChoices } from '#lib/api/region-chain.ts';

/** The state of a region picker: what is chosen, what can be chosen below it, what a search found. Browser only. */
export function regionPicker(call: Call, initial: RegionChoices) {
  let choices = $state.raw(initial);
  let found = $state.raw<readonly Region[] | null>(null);
  let failed = $state(false);
  /** Only the latest answer counts. */
  let turn = 0;

  async function below(region: Region | null): Promise<Region[]> {
    if (!region) return [];
    const mine = ++turn;
    const answer = await call(listRegions, { query: { parent: region.id } });
    if (mine !== turn) return [];
    failed = !answer.ok;
    return answer.ok ? answer.data.items : [];
  }

  return {
    get choices() {
      return choices;
    },
    get found() {
      return found;
    },
    get failed() {
      return failed;
    },
    get region() {
      return chosenRegion(choices);
    },
    async county(id: string) {
      const county = choices.counties.find((r) => r.id === id) ?? null;
      const picked = { ...choices, county, townships: [], township: null, villages: [], village: null };
      choices = picked;
      const townships = await below(county);
      if (choices === picked) choices = { ...picked, townships };
    },
    async township(id: string) {
      const township = choices.townships.find((r) => r.id === id) ?? null;
      const picked = { ...choices, township, villages: [], village: null };
      choices = picked;
      const villages = await below(township);
      if (choices === picked) choices = { ...picked, villages };
    },
    village(id: string) {
      choices = { ...choices, village: choices.villages.find((r) => r.id === id) ?? null };
    },
    async search(text: string) {
      const mine = ++turn;
      if (text.trim().length < 2) {
        found = null;
        return;
      }
      const answer = await call(listRegions, { query: { q: text.trim() } });
      if (mine !== turn) return;
      failed = !answer.ok;
      found = answer.ok ? answer.data.items.filter((r) => r.home && r.level !== 'city') : null;
    },
    async take(id: string) {
      found = null;
      choices = await regionChoices(call, id);
    },
  };
}
export type RegionPickerState = ReturnType<typeof regionPicker>;
