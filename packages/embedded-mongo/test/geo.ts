import type { Document } from 'mongodb';

/** Words for the tests of places. */
export const at = (lng: number, lat: number) => ({ type: 'Point', coordinates: [lng, lat] });
export const ids = (docs: Document[]) => docs.map((doc) => doc._id);
export const doc = (id: unknown, fields: Document): Document => ({ _id: id, ...fields });
export const near = (lng: number, lat: number, limits: Document = {}) => ({
  $near: { $geometry: at(lng, lat), ...limits },
});

/** A degree of longitude on the equator, in metres. */
export const DEGREE = (6378100 * Math.PI) / 180;
