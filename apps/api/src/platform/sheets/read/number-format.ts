/** What a section writes, in its order. Digits are `0`, `#` or `?`. */
export type Token = { kind: 'literal' | 'digit' | 'point' | 'general' | 'text'; text: string };

/** One of the up to four parts of a format, see `parseNumberFormat`. */
export type Section = {
  tokens: readonly Token[];
  condition: { holds: (value: number) => boolean; onlyNegative: boolean } | null;
  /** A percentage, a fraction, a power of ten, or something that isn't known. */
  otherwise: boolean;
  /** It writes words, or divides what is written into groups of its own. */
  writes: boolean;
  /** Digits before the point, and how many there are at least; those behind likewise. */
  whole: number;
  leastWhole: number;
  decimals: number;
  leastDecimals: number;
  thousands: boolean;
  /** A comma behind the digits leaves three of them out. */
  divisor: number;
};

/** How a spreadsheet program shows what is in a cell: sections of numbers, and one of texts. */
export type NumberFormat = { isDate: boolean; numbers: readonly Section[]; text: Section | null };

/** As long as a spreadsheet program lets one write it. */
export const MAX_FORMAT = 255;
const TOKEN =
  /"(?<quoted>[^"]*)"?|[\\!](?<escaped>.)|(?<room>[_*].)|\[(?<bracket>[^\]]*)\]|(?<general>General|G\/通用格式)|(?<power>E[+-])|(?<digit>[0#?])|(?<mark>[.,;@%/])|(?<bare>.)/gisu;
const ELAPSED = /^(?:h+|m+|s+)$/i;
const CURRENCY = /^\$([^-]*)/;
const CONDITION = /^(<=|>=|<>|<|>|=)\s*(-?\d{1,15}(?:\.\d{1,15})?)$/;
const HOLDS: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
  '=': (value, bound) => value === bound,
  '<>': (value, bound) => value !== bound,
};

/** A token, or a mark that isn't yet known for what it is. */
type Raw = Token | { kind: 'mark'; text: string };
/** `bracketed`: it has a colour or the like. */
type RawSection = {
  raw: Raw[];
  condition: Section['condition'];
  otherwise: boolean;
  bracketed: boolean;
};

function conditionOf(bracket: string): Section['condition'] {
  const [, sign, bound] = CONDITION.exec(bracket) ?? [];
  if (!sign) return null;
  const holds = (value: number) => HOLDS[sign]!(value, Number(bound));
  return { holds, onlyNegative: sign.startsWith('<') && sign !== '<>' && Number(bound) <= 0 };
}

function cut(code: string): { isDate: boolean; sections: RawSection[] } {
  const fresh = (): RawSection => ({ raw: [], condition: null, otherwise: false, bracketed: false });
  const sections = [fresh()];
  let isDate = false;
  for (const { groups = {} } of code.slice(0, MAX_FORMAT).matchAll(TOKEN)) {
    const section = sections.at(-1)!;
    const add = (kind: Raw['kind'], text: string | undefined) => {
      if (text) section.raw.push({ kind, text });
    };
    if (groups.mark === ';') sections.push(fresh());
    else if (groups.mark === '%' || groups.power || /[a-z]/i.test(groups.bare ?? '')) {
      section.otherwise = true;
      isDate ||= /[ymdhs]/i.test(groups.bare ?? '');
    } else if (groups.bracket !== undefined) {
      if (ELAPSED.test(groups.bracket)) isDate = true;
      section.bracketed = true;
      section.condition ??= conditionOf(groups.bracket);
      add('literal', CURRENCY.exec(groups.bracket)?.[1]);
    } else {
      add('literal', groups.quoted ?? groups.escaped ?? groups.bare);
      add('general', groups.general);
      add('digit', groups.digit);
      add(groups.mark === '@' ? 'text' : 'mark', groups.mark);
    }
  }
  // A colour alone is of the number as it is.
  for (const { raw, bracketed } of sections)
    if (raw.length === 0 && bracketed) raw.push({ kind: 'general', text: 'General' });
  return { isDate, sections };
}

/** What marks are, by the digits around them. */
function sectionOf({ raw, condition, otherwise }: RawSection): Section {
  const isDigit = (at: number) => raw[at]?.kind === 'digit';
  const first = raw.findIndex(({ kind }) => kind === 'digit');
  const last = raw.findLastIndex(({ kind }) => kind === 'digit');
  const point = raw.findIndex(({ kind, text }) => kind === 'mark' && text === '.');
  const end = point < 0 ? raw.length : point;
  const lastWhole = raw.findLastIndex(({ kind }, at) => kind === 'digit' && at < end);
  const tokens: Token[] = [];
  let [thousands, divisor, fraction, writes] = [false, 1, false, false];
  const write = (text: string, at: number) => {
    tokens.push({ kind: 'literal', text });
    // Signs and brackets around a number are its own.
    writes ||= (at > first && at < last ? /\S/ : /[^-+()\s]/).test(text);
  };
  raw.forEach((one, at) => {
    if (one.kind === 'literal') write(one.text, at);
    else if (one.kind !== 'mark') tokens.push(one);
    else if (at === point && last >= 0) tokens.push({ kind: 'point', text: '.' });
    else if (one.text === ',' && first >= 0 && at > first) {
      if (at < lastWhole) thousands = true;
      else if (at > last || at < end) divisor *= 1000;
    } else {
      if (one.text === '/' && isDigit(at - 1) && /^[0-9#?]$/.test(raw[at + 1]?.text ?? '')) fraction = true;
      write(one.text, at);
    }
  });
  const digits = (from: number, to: number) => raw.slice(from, to).filter(({ kind }) => kind === 'digit');
  const [whole, decimals] = [digits(0, end), digits(end, raw.length)];
  const firstZero = whole.findIndex(({ text }) => text === '0');
  return {
    tokens,
    condition,
    otherwise: otherwise || fraction,
    writes,
    whole: whole.length,
    leastWhole: firstZero < 0 ? 0 : whole.length - firstZero,
    decimals: decimals.length,
    leastDecimals: decimals.findLastIndex(({ text }) => text === '0') + 1,
    thousands,
    divisor,
  };
}

const has = ({ tokens }: Section, wanted: Token['kind']) => tokens.some(({ kind }) => kind === wanted);

/** Whether it shows no more of any number than the value. */
const isPlain = (section: Section) =>
  section.otherwise ||
  has(section, 'text') ||
  (!section.writes && section.divisor === 1 && (has(section, 'general') || section.leastWhole === 1));

/**
 * Reads a format as workbooks write it: `#,##0"元/天"`, `000000`, `[Red]-0;0`, `[>=10000]0\.0,"万";0`, `0;-0;;@`. Its
 * sections are of positive numbers, negative ones, zero, and texts; or of numbers for which a condition holds.
 * Colours, room and fillings are left out. Null where it shows no more than what is in the cell.
 */
export function parseNumberFormat(code: string): NumberFormat | null {
  const { isDate, sections: all } = cut(code);
  const sections = all.slice(0, 4).map(sectionOf);
  const forText = sections.length === 4 || sections.at(-1)!.tokens.some(({ kind }) => kind === 'text');
  const numbers = forText ? sections.slice(0, -1) : sections;
  const text = forText ? sections.at(-1)! : null;
  const isText = !text || text.tokens.map(({ kind }) => kind).join() === 'text';
  return !code.trim() || (!isDate && isText && numbers.every(isPlain)) ? null : { isDate, numbers, text };
}
