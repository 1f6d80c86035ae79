/** A row of the dated table of minimum wages. It holds from its day until the next row of the same region. */
export type MinimumWage = {
  regionCode: string;
  hourlyFen: number;
  monthlyFen: number;
  /** First day, `YYYY-MM-DD`. */
  effectiveFrom: string;
  docNo: string;
  /** The document itself was read. */
  confirmed: boolean;
};

/**
 * The minimum wage at a workplace on the day of the work (not of the posting): of the narrowest region that
 * has a row in force, the latest one. `regionCodes` from the root down. Null: not known.
 */
export function wageFor(
  rows: readonly MinimumWage[],
  regionCodes: readonly string[],
  day: string,
): MinimumWage | null {
  for (const code of [...regionCodes].reverse()) {
    const latest = rows
      .filter((row) => row.regionCode === code && row.effectiveFrom <= day)
      .reduce<MinimumWage | null>((a, b) => (a && a.effectiveFrom >= b.effectiveFrom ? a : b), null);
    if (latest) return latest;
  }
  return null;
}

/** 最低工资规定 10: looked at anew at least every two years; an older row may have been overtaken. */
const DOUBTFUL_AFTER_YEARS = 2;

/** Whether a row has been in force for so long that a newer one may be, and somebody should look. */
export function isDoubtful({ effectiveFrom }: Pick<MinimumWage, 'effectiveFrom'>, now: Date): boolean {
  const until = new Date(`${effectiveFrom}T00:00:00Z`);
  until.setUTCFullYear(until.getUTCFullYear() + DOUBTFUL_AFTER_YEARS);
  return until.getTime() <= now.getTime();
}
