import { refused } from './kinds.ts';
import type { RefusedKind } from './limits.ts';
import type { Archive } from './zip.ts';

/** What an archive is, by a part that it has. */
const PARTS: readonly (readonly [string, RefusedKind])[] = [
  ['xl/workbook.bin', 'binaryWorkbook'],
  ['word/document.xml', 'document'],
  ['ppt/presentation.xml', 'slides'],
  ['Index/Document.iwa', 'numbers'],
  ['Index.zip', 'numbers'],
];
const ODS = 'application/vnd.oasis.opendocument.spreadsheet';

const textOf = (archive: Archive, name: string) => archive.part(name)?.toString('utf8') ?? '';

/** Which of the two kinds of workbooks an archive is. Throws `UnreadableFile` for any other, with what to do. */
export function workbookIn(archive: Archive): 'XLSX' | 'ODS' {
  const found = PARTS.find(([name]) => archive.has(name));
  if (found) throw refused(found[1]);
  if (archive.has('mimetype') && archive.has('content.xml')) {
    if (!textOf(archive, 'mimetype').startsWith(ODS)) throw refused('otherOpen');
    if (textOf(archive, 'META-INF/manifest.xml').includes('encryption-data')) throw refused('locked');
    return 'ODS';
  }
  if (!archive.has('[Content_Types].xml') && !archive.names.some((name) => name.startsWith('xl/')))
    throw refused('packed');
  return 'XLSX';
}
