import { MongoError } from '../errors.ts';
import { compileProjection } from '../query/projection.ts';
import { type Doc, decodeExact } from '../values/bson.ts';
import { andThen, type Maybe } from '../values/maybe.ts';
import { type Command, docOption, letOption, refuseCollation, statement } from './context.ts';
import { runDelete, runUpdate } from './write.ts';
import { WRITE_FIELDS } from './write-fields.ts';

export const findAndModify: Command = {
  fields: [
    'query',
    'sort',
    'remove',
    'update',
    'new',
    'fields',
    'upsert',
    'arrayFilters',
    'hint',
    'collation',
    ...WRITE_FIELDS,
  ],
  inTransaction: true,
  retryable: true,
  run(context) {
    const { body } = context;
    refuseCollation(body.collation);
    const filter = docOption(body.query, 'query');
    const fields = docOption(body.fields, 'fields');
    const target = { filter, sort: body.sort, hint: body.hint, vars: letOption(body.let) };
    if (!body.remove && body.update === undefined)
      throw new MongoError('FailedToParse', 'Either an update or remove=true must be specified');
    if (body.remove && body.update !== undefined)
      throw new MongoError('FailedToParse', 'Cannot specify both an update and remove=true');
    if (body.remove && body.upsert)
      throw new MongoError('FailedToParse', 'Cannot specify both upsert=true and remove=true');
    if (body.remove && body.new)
      throw new MongoError(
        'FailedToParse',
        "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
      );
    const shape = Object.keys(fields).length > 0 ? compileProjection(fields, filter) : (doc: Doc) => doc;
    const project = (bytes: Uint8Array) => shape(decodeExact(bytes));
    const removeIt = () =>
      andThen(runDelete(context, target, false), ({ n, before }) => ({
        lastErrorObject: { n },
        value: before ? project(before) : null,
      }));
    const arrayFilters = (body.arrayFilters as Doc[] | undefined) ?? [];
    const updateIt = () => {
      const upsert = body.upsert === true;
      const done = runUpdate(context, { ...target, update: body.update, arrayFilters, upsert });
      return andThen(done, (result) => {
        const inserted = 'upsertedId' in result;
        const value = body.new ? result.after : inserted ? undefined : result.before;
        return {
          lastErrorObject: {
            n: inserted ? 1 : result.matched,
            updatedExisting: result.matched > 0,
            ...(inserted && { upserted: result.upsertedId }),
          },
          value: value ? project(value) : null,
        };
      });
    };
    return statement(context, 0, (): Maybe<Doc> => (body.remove ? removeIt() : updateIt()));
  },
};
