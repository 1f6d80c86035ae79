import { type Shown, unescaped } from './cell-value.ts';
import { damaged, MAX_CELL, MAX_SHEETS, tooLarge } from './limits.ts';
import { type NumberFormat, parseNumberFormat } from './number-format.ts';
import { type Attribute, readXml, type XmlReader } from './xml.ts';
import type { Archive } from './zip.ts';

/** A sheet's name, where it is kept, and whether it is hidden. */
export type SheetPart = { part: string; name: string; hidden: boolean };
/** The sheets of a workbook, in its order; and how it shows its cells. */
export type Workbook = { sheets: SheetPart[]; shown: Shown };

const MAX_NAME = 60;
const silent: XmlReader = { open: () => undefined, text: () => undefined, close: () => undefined };

/** Reads a part of the archive; false where there is none. */
export function readPart(archive: Archive, name: string, reader: Partial<XmlReader>): boolean {
  const bytes = archive.part(name);
  if (!bytes) return false;
  readXml(new TextDecoder().decode(bytes), { ...silent, ...reader });
  return true;
}

/** A relation's target, from the folder of the part that names it. */
const inFolder = (folder: string, target: string) =>
  target.startsWith('/') ? target.slice(1) : `${folder}${target.replace(/^(?:\.\/)+/, '')}`;

function relationsOf(archive: Archive, part: string) {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const found = new Map<string, { type: string; target: string }>();
  readPart(archive, `${folder}_rels/${part.slice(folder.length)}.rels`, {
    open: (name, attribute) => {
      const [id, type, target] = [attribute('Id'), attribute('Type'), attribute('Target')];
      if (name === 'Relationship' && id && type && target)
        found.set(id, { type: type.slice(type.lastIndexOf('/') + 1), target: inFolder(folder, target) });
    },
  });
  return found;
}

/** Formats of the program itself that show dates and times. */
const isOwnDate = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
const OWN_DATE: NumberFormat = { isDate: true, numbers: [], text: null };

/** The formats of styles, by their number. Those of the program itself that are no dates write nothing of their own. */
function formatsOf(archive: Archive, part: string): (NumberFormat | null)[] {
  const formats = new Map<string, NumberFormat | null>();
  const styles: (NumberFormat | null)[] = [];
  let among = false;
  readPart(archive, part, {
    open: (name, attribute) => {
      if (name === 'numFmt')
        formats.set(attribute('numFmtId') ?? '', parseNumberFormat(attribute('formatCode') ?? ''));
      else if (name === 'cellXfs') among = true;
      else if (name === 'xf' && among) {
        const id = attribute('numFmtId') ?? '';
        styles.push(formats.get(id) ?? (!formats.has(id) && isOwnDate(Number(id)) ? OWN_DATE : null));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') among = false;
    },
  });
  return styles;
}

/** Texts that cells name by their number. How a word is pronounced stands beside it, and is none. */
function sharedTexts(archive: Archive, part: string): string[] {
  const texts: string[] = [];
  let open: string[] = [];
  let [words, aside] = [false, false];
  readPart(archive, part, {
    open: (name) => {
      if (name === 'si') open = [];
      else if (name === 't') words = true;
      else if (name === 'rPh') aside = true;
    },
    text: (text) => {
      if (words && !aside) open.push(text);
    },
    close: (name) => {
      if (name === 'si') texts.push(unescaped(open.join('')).slice(0, MAX_CELL).trim());
      else if (name === 't') words = false;
      else if (name === 'rPh') aside = false;
    },
  });
  return texts;
}

/** Opens a workbook: which sheets it has, and what its cells are shown by. Charts have no cells. Throws `UnreadableFile`. */
export function openWorkbook(archive: Archive): Workbook {
  const roots = [...relationsOf(archive, '').values()];
  const part = roots.find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const relations = relationsOf(archive, part);
  const sheets: SheetPart[] = [];
  let from1904 = false;
  const add = (attribute: Attribute) => {
    const named = relations.get(attribute('r:id') ?? attribute('d3p1:id') ?? '');
    if (named?.type === 'worksheet' && archive.has(named.target)) {
      const hidden = (attribute('state') ?? 'visible') !== 'visible';
      sheets.push({ part: named.target, name: (attribute('name') ?? '').slice(0, MAX_NAME), hidden });
    }
    if (sheets.length > MAX_SHEETS) throw tooLarge();
  };
  const read = readPart(archive, part, {
    open: (name, attribute) => {
      if (name === 'sheet') add(attribute);
      else if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attribute('date1904') ?? '');
    },
  });
  if (!read) throw damaged();
  const partOf = (type: string) => [...relations.values()].find((one) => one.type === type)?.target ?? '';
  const formats = formatsOf(archive, partOf('styles'));
  return { sheets, shown: { formats, from1904, shared: sharedTexts(archive, partOf('sharedStrings')) } };
}
