import { numbers } from './numbers.ts';

export type Value = string | number | boolean | null;
export type Values = Readonly<Record<string, Value>>;
/** A sentence that waits for what is put in. */
export type Message = (values: Values) => string;

const SLOT = /^\{\s*(\w+)\s*(?:,\s*(number|plural|select)\s*(,)?)?/;
const FORM = /^\s*(=?[\w-]+)\s*\{/;

/**
 * The part of ICU's message format that catalogues use: `{name}` as it is, `{n, number}` as the language writes
 * numbers, `{n, plural, =0 {none} one {# is one} other {# are more}}`, `{what, select, a {...} other {...}}`.
 * Throws on what it can't read.
 */
export function message(text: string, language: string): Message {
  let at = 0;
  const wrong = () => new Error(`Not a message: ${text}`);

  function sequence(hash: string | null): Message {
    const parts: Message[] = [];
    while (at < text.length && text[at] !== '}') {
      const plain = (hash === null ? /^[^{}]+/ : /^[^{}#]+/).exec(text.slice(at))?.[0];
      if (text[at] === '{') parts.push(slot(hash));
      else {
        parts.push(plain === undefined ? (values) => number(values[hash ?? '']) : () => plain);
        at += plain?.length ?? 1;
      }
    }
    return (values) => parts.map((part) => part(values)).join('');
  }

  function slot(hash: string | null): Message {
    const [head, name = '', kind, comma] = SLOT.exec(text.slice(at)) ?? [];
    if (!head) throw wrong();
    at += head.length;
    const forms = new Map<string, Message>();
    for (let form = FORM.exec(text.slice(at)); comma && form?.[1]; form = FORM.exec(text.slice(at))) {
      at += form[0].length;
      forms.set(form[1], sequence(kind === 'plural' ? name : hash));
      if (text[at++] !== '}') throw wrong();
    }
    at += /^\s*/.exec(text.slice(at))?.[0].length ?? 0;
    const chooses = kind === 'plural' || kind === 'select';
    if (text[at++] !== '}' || forms.has('other') !== chooses) throw wrong();
    if (kind === 'number') return (values) => number(values[name]);
    if (!kind) return (values) => String(values[name]);
    const rules = kind === 'plural' ? new Intl.PluralRules([language, 'zh-CN']) : null;
    return (values) => {
      const value = values[name];
      const form = rules ? forms.get(`=${value}`) : forms.get(String(value));
      return (form ?? forms.get(rules?.select(Number(value)) ?? '') ?? forms.get('other'))?.(values) ?? '';
    };
  }

  const number = (value: Value | undefined) => numbers(language).format(Number(value));
  const whole = sequence(null);
  if (at < text.length) throw wrong();
  return whole;
}
