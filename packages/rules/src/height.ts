/** How high a place lies in metres; null: not known. `altitudeAbout`: estimated, see `apps/api/data/README.md`. */
export type Height = { altitudeM: number | null; altitudeAbout?: boolean };

/** How high a workplace lies: as its posting says, else as its region does. */
export function heightAt(own: number | null, region: Height | null | undefined): Height {
  if (own !== null || !region) return { altitudeM: own };
  const { altitudeM, altitudeAbout } = region;
  return altitudeAbout ? { altitudeM, altitudeAbout } : { altitudeM };
}
