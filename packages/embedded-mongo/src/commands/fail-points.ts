import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../auth/access.ts';
import { MongoError, nameOfCode, notSupported } from '../errors.ts';
import { type Doc, decodeExact, isPlain, toNumber } from '../values/bson.ts';
import type { Maybe } from '../values/maybe.ts';
import type { Request } from '../wire/message.ts';
import { failure } from './dispatch.ts';
import { errorLabels } from './labels.ts';

/** The points and the fields of `data` that each understands. */
const POINTS: Record<string, readonly string[]> = {
  failCommand: [
    'failCommands',
    'errorCode',
    'errorLabels',
    'writeConcernError',
    'closeConnection',
    'blockConnection',
    'blockTimeMS',
    'appName',
  ],
  onPrimaryTransactionalWrite: ['failBeforeCommitExceptionCode', 'closeConnection'],
};

interface Point {
  data: Doc;
  skip: number;
  times: number;
}

/**
 * Two of MongoDB's fail points: `failCommand`, and `onPrimaryTransactionalWrite`, which closes the connection before or
 * after a statement of a retryable write. The drivers' published tests provoke errors with them, to see what is retried.
 * Only with the start option `testCommands`; they stand in front of the commands, so that these know nothing of it.
 */
export function openFailPoints() {
  const active = new Map<string, Point>();
  const appNames = new WeakMap<Connection, unknown>();

  function configure({ configureFailPoint, mode, data: raw }: Doc): Doc {
    const name = String(configureFailPoint);
    const fields = POINTS[name];
    if (!fields) throw notSupported(`The fail point ${name}`);
    const data = isPlain(raw) ? raw : {};
    const unknown = Object.keys(data).find((key) => !fields.includes(key));
    if (unknown) throw notSupported(`The field '${unknown}' of ${name}`);
    const { times, skip } = isPlain(mode) ? mode : {};
    if (mode === 'off') active.delete(name);
    else if (mode === 'alwaysOn' || times !== undefined || skip !== undefined)
      active.set(name, {
        data,
        skip: toNumber(skip) ?? 0,
        times: toNumber(times) ?? Number.POSITIVE_INFINITY,
      });
    else throw new MongoError('BadValue', 'unknown mode of a fail point');
    return { count: 0, ok: 1 };
  }

  /** What is to go wrong now, counted as done. */
  function take(name: string, applies: (data: Doc) => boolean): Doc | undefined {
    const point = active.get(name);
    if (!point || !applies(point.data)) return undefined;
    if (point.skip-- > 0) return undefined;
    if (--point.times <= 0) active.delete(name);
    return point.data;
  }

  /** Runs a retryable write whose statements may be cut off. */
  async function cutting(request: Request, run: () => Maybe<Doc | Uint8Array>): Promise<Doc | Uint8Array> {
    let point: Doc | undefined;
    let closing = false;
    const cut = () => {
      closing = point?.closeConnection !== false;
      throw new Error('cut off by a fail point');
    };
    request.hooks = {
      before() {
        point = take('onPrimaryTransactionalWrite', () => true);
        if (point?.failBeforeCommitExceptionCode !== undefined) cut();
      },
      after: () => point && cut(),
    };
    const reply = await run();
    if (closing) throw new Error('closed by a fail point');
    return reply;
  }

  /** Answers a request in the place of `run`, or before or after it. Throws where the connection is to be closed. */
  return async function withFailPoints(
    request: Request,
    connection: Connection,
    run: () => Maybe<Doc | Uint8Array>,
  ): Promise<Doc | Uint8Array> {
    const { body } = request;
    const [name = ''] = Object.keys(body);
    if (isPlain(body.client) && isPlain(body.client.application))
      appNames.set(connection, body.client.application.name);
    if (name === 'configureFailPoint' && connection.trusted)
      try {
        return configure(body);
      } catch (error) {
        return failure(error);
      }
    const data = take('failCommand', ({ failCommands, appName }) => {
      if (appName !== undefined && appName !== appNames.get(connection)) return false;
      return Array.isArray(failCommands) && failCommands.some((one) => sameCommand(String(one), name));
    });
    if (!data) return body.txnNumber !== undefined && active.size > 0 ? cutting(request, run) : run();
    if (data.blockConnection) await sleep(toNumber(data.blockTimeMS) ?? 0);
    if (data.closeConnection) throw new Error('closed by a fail point');
    const given = Array.isArray(data.errorLabels) ? (data.errorLabels as string[]) : undefined;
    const code = toNumber(data.errorCode);
    if (code !== undefined)
      return {
        ok: 0,
        errmsg: "Failing command via 'failCommand' failpoint",
        code,
        codeName: nameOfCode(code),
        ...labelled(given ?? errorLabels(body, code)),
      };
    const reply = await run();
    if (!isPlain(data.writeConcernError)) return reply;
    const { errorLabels: inner, ...writeConcernError } = data.writeConcernError;
    const answer = ArrayBuffer.isView(reply) ? decodeExact(reply as Uint8Array) : reply;
    const labels = Array.isArray(inner) ? (inner as string[]) : given;
    return {
      ...answer,
      writeConcernError,
      ...labelled(labels ?? errorLabels(body, undefined, toNumber(writeConcernError.code))),
    };
  };
}

/** The old and the new greeting have several spellings. */
const sameCommand = (wanted: string, name: string) => wanted.toLowerCase() === name.toLowerCase();

const labelled = (labels: readonly string[]) => labels.length > 0 && { errorLabels: labels };
