import { damaged, XML_DEPTH, XML_TAG } from './limits.ts';

/** The value of an attribute, by its name with its prefix. */
export type Attribute = (name: string) => string | undefined;
/** Names come without their prefixes. */
export type XmlReader = {
  open(name: string, attribute: Attribute): void;
  text(text: string): void;
  close(name: string): void;
};

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  // Of pages.
  nbsp: ' ',
};
const ENTITY = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,4}));/gi;
const MAX_POINT = 0x10ffff;

/** The five names that XML knows, and numbers. A file can't bring entities of its own. */
export const decoded = (text: string) =>
  text.includes('&')
    ? text.replace(ENTITY, (whole, hex?: string, decimal?: string, name?: string) => {
        if (name) return ENTITIES[name] ?? whole;
        const point = hex ? Number.parseInt(hex, 16) : Number(decimal);
        return point <= MAX_POINT ? String.fromCodePoint(point) : whole;
      })
    : text;

const ATTRIBUTE = /\s+([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;

/** Reads a tag's attributes one by one, for who asks. */
function attributeIn(tag: string, from: number): Attribute {
  return (wanted) => {
    ATTRIBUTE.lastIndex = from;
    for (let match = ATTRIBUTE.exec(tag); match; match = ATTRIBUTE.exec(tag))
      if (match[1] === wanted) return decoded(match[2] ?? match[3] ?? '');
    return undefined;
  };
}

const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const GREATER = 0x3e;

/** Where a tag ends: a `>` within quotes is none. */
function tagEnd(xml: string, from: number): number {
  let quote = 0;
  const last = Math.min(xml.length, from + XML_TAG);
  for (let at = from; at < last; at++) {
    const code = xml.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === QUOTE || code === APOSTROPHE) quote = code;
    else if (code === GREATER) return at;
  }
  throw damaged();
}

function after(xml: string, end: string, from: number): number {
  const at = xml.indexOf(end, from);
  if (at < 0) throw damaged();
  return at + end.length;
}

const NAME_END = /[\s/]|$/;
const bare = (name: string) => name.slice(name.indexOf(':') + 1);

/**
 * Reads XML from its beginning to its end in one pass, whose length is all that it costs. Throws `UnreadableFile`
 * where tags are not closed, too long or nested too deeply, or where there is a document type.
 */
export function readXml(xml: string, reader: XmlReader): void {
  const open: string[] = [];
  let at = 0;
  for (;;) {
    const next = xml.indexOf('<', at);
    const text = xml.slice(at, next < 0 ? xml.length : next);
    if (open.length > 0) {
      if (text) reader.text(decoded(text));
    } else if (text.trim()) throw damaged();
    if (next < 0) break;
    if (xml.startsWith('<!--', next)) at = after(xml, '-->', next);
    else if (xml.startsWith('<?', next)) at = after(xml, '?>', next);
    else if (xml.startsWith('<![CDATA[', next)) {
      at = after(xml, ']]>', next);
      reader.text(xml.slice(next + 9, at - 3));
    } else if (xml.startsWith('<!', next)) throw damaged();
    else {
      const end = tagEnd(xml, next);
      const tag = xml.slice(next + 1, end);
      at = end + 1;
      if (tag.startsWith('/')) {
        if (open.pop() !== tag.slice(1).trimEnd()) throw damaged();
        reader.close(bare(tag.slice(1).trimEnd()));
        continue;
      }
      const nameEnd = tag.search(NAME_END);
      const name = tag.slice(0, nameEnd);
      reader.open(bare(name), attributeIn(tag, nameEnd));
      if (tag.endsWith('/')) reader.close(bare(name));
      else if (open.push(name) > XML_DEPTH) throw damaged();
    }
  }
  if (open.length > 0) throw damaged();
}
