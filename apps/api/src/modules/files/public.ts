/**
 * Photos of other features. One declares its kind in `files` of its `feature.ts` (who may send one, who may see it); its
 * page sends the form with the field `file` to `POST /files?kind=<kind>` and gets an id; its use case names that id in
 * `attachFile`, in the transaction that writes what the photo belongs to; its views give `fileLink`. What is put and never
 * attached is gone after a day.
 */

export { attachFile, releaseFiles } from './attach.ts';
export { fileLink } from './link.ts';
