import * as z from 'zod';

/** The texts that everybody who signs in agrees to. */
export const TEXT_KINDS = ['terms', 'privacy'] as const;
export const zTextKind = z.enum(TEXT_KINDS);
export type TextKind = z.infer<typeof zTextKind>;

/** As the operator numbers a text's versions, e.g. `2026-11-30`. */
export const zTextVersion = z.string().regex(/^[\w.-]{1,40}$/, '版本号不对');

/** Which versions of the texts somebody agrees to: those that were shown. */
export const zConsent = z.object({ terms: zTextVersion, privacy: zTextVersion }).meta({ id: 'Consent' });
export type Consent = z.infer<typeof zConsent>;

/** A map in tiles, on which a workplace is pinned. */
export const zMapTiles = z
  .object({
    /** Addresses with `{z}`, `{x}`, `{y}`, and `{s}` (0 to 7) or `{s4}` (1 to 4) for a host; drawn one on the other. */
    layers: z.array(z.string()).min(1),
    /** What the map is drawn in; positions are WGS 84 everywhere else. */
    datum: z.enum(['wgs84', 'gcj02']),
    zoom: z.object({ min: z.int(), max: z.int() }),
    /** Who is to be named beside it. */
    credit: z.string(),
  })
  .meta({ id: 'MapTiles' });
export type MapTiles = z.infer<typeof zMapTiles>;

/** Who runs it and how to reach them; what is not set is null. */
export const zAbout = z
  .object({
    operator: z.string().nullable(),
    /** Of the service desk. */
    phone: z.string().nullable(),
    /** When somebody is at that phone. */
    hours: z.string().nullable(),
    icp: z.string().nullable(),
    police: z.string().nullable(),
    map: zMapTiles.nullable(),
    /** The versions of the texts that are in force. */
    texts: zConsent,
  })
  .meta({ id: 'About' });
export type About = z.infer<typeof zAbout>;

const block = z.object({
  kind: z.enum(['heading', 'paragraph', 'list']),
  /** One for a heading or a paragraph, one for each item of a list. */
  lines: z.array(z.string()),
});
/** A text of the operator's in blocks, with the operator's name and phone filled in. */
export const zLegalText = z
  .object({ kind: zTextKind, version: zTextVersion, title: z.string(), blocks: z.array(block) })
  .meta({ id: 'LegalText' });
export type LegalText = z.infer<typeof zLegalText>;
