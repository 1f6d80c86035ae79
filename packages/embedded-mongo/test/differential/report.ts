import { EJSON } from 'bson';
import type { Case } from './run.ts';

const idOf = (text: string) => /"_id":(?:\{[^}]*\}|"[^"]*")/.exec(text)?.[0];

/** Cases of one kind are listed together: the operators that they use, or the errors' numbers. */
export function classOf({ operation, ours, theirs }: Case): string {
  if (ours.error !== undefined || theirs.error !== undefined)
    return `errors ${ours.error ?? '-'} / ${theirs.error ?? '-'} ${operation.kind}`;
  const text = EJSON.stringify(new Map(operation.command), { relaxed: true });
  const names = new Set(
    text.match(/"\$(?!oid|date|binary|regular|timestamp|min[KEY]|max[KEY])[a-zA-Z]+"/g) ?? [],
  );
  return `answers ${operation.kind} ${[...names].sort().join(' ')}`;
}

/** A difference for a reader: the operation, the documents that it is about, and what only one of the two answered. */
export function show({ operation, before, indexes, ours, theirs }: Case): string {
  const ownOnly = ours.parts.filter((part) => !theirs.parts.includes(part));
  const otherOnly = theirs.parts.filter((part) => !ours.parts.includes(part));
  const ids = new Set([...ownOnly, ...otherOnly].map(idOf));
  const command = EJSON.stringify(new Map(operation.command), { relaxed: false });
  const order = ownOnly.length + otherOnly.length === 0 && ours.error === theirs.error;
  return [
    `    ${command}`,
    ...indexes.map((spec) => `    index ${spec}`),
    ...before
      .filter((text) => theirs.error === 11000 || command.includes('$expr') || ids.has(idOf(text)))
      .map((text) => `    before ${text}`),
    `    ours   ${ours.error ?? ''} ${ours.message ?? ''}`,
    ...(order ? ours.parts : ownOnly).map((part) => `           ${part}`),
    `    theirs ${theirs.error ?? ''} ${theirs.message ?? ''}`,
    ...(order ? theirs.parts : otherOnly).map((part) => `           ${part}`),
  ].join('\n');
}
