import { MongoError, notSupported } from '../errors.ts';
import { typeName } from '../query/types.ts';
import { type Doc, isPlain } from '../values/bson.ts';
import { compile } from './expression.ts';
import { compileAddFields, compileExclusion, compileProject, type Reshape } from './project.ts';
import { type Scope, scopeOf } from './scope.ts';

/** The one operator of a stage and its value. */
export function stageOf(stage: unknown): [name: string, value: unknown] {
  if (!isPlain(stage))
    throw new MongoError('TypeMismatch', "Each element of the 'pipeline' array must be an object");
  const entries = Object.entries(stage);
  if (entries.length !== 1)
    throw new MongoError(
      'Location40323',
      'A pipeline stage specification object must contain exactly one field.',
    );
  return entries[0]!;
}

/** A stage's value where it must be a document. */
export function stageDoc(
  name: string,
  value: unknown,
  code: ConstructorParameters<typeof MongoError>[0],
): Doc {
  if (!isPlain(value))
    throw new MongoError(
      code,
      `the ${name} specification must be an object, but found type ${typeName(value)}`,
    );
  return value;
}

const addFields =
  (name: string) =>
  (value: unknown, scope: Scope): Reshape =>
    compileAddFields(stageDoc(name, value, 'Location40272'), scope);

function replaceRoot(expr: unknown, scope: Scope): Reshape {
  const run = compile(expr, scope);
  return (doc, env) => {
    const root = run(doc, env);
    if (!isPlain(root))
      throw new MongoError(
        'Location40228',
        `'newRoot' expression must evaluate to an object, but resulting value was of type: ${typeName(root)}`,
      );
    return root;
  };
}

/** The stages that make of each document another one. Only these may stand in an update. */
export const DOCUMENT_STAGES: Record<string, (value: unknown, scope: Scope) => Reshape> = {
  $addFields: addFields('$addFields'),
  $set: addFields('$set'),
  $project: (value, scope) => compileProject(stageDoc('$project', value, 'Location15969'), scope),
  $unset(value) {
    const paths: unknown[] = Array.isArray(value) ? value : [value];
    if (paths.length === 0 || !paths.every((path) => typeof path === 'string' && path !== ''))
      throw new MongoError('Location31002', '$unset specification must be a string or an array of strings');
    return compileExclusion(paths as string[]);
  },
  $replaceRoot(value, scope) {
    const spec = stageDoc('$replaceRoot', value, 'Location40229');
    for (const key of Object.keys(spec))
      if (key !== 'newRoot')
        throw new MongoError('UnknownField', `BSON field '$replaceRoot.${key}' is an unknown field.`);
    if (!('newRoot' in spec))
      throw new MongoError('Location40231', 'no newRoot specified for the $replaceRoot stage');
    return replaceRoot(spec.newRoot, scope);
  },
  $replaceWith: replaceRoot,
};

/** Compiles the pipeline of an update, whose stages may only reshape the one document. */
export function compileUpdatePipeline(stages: readonly unknown[], vars: Doc): (doc: Doc) => Doc {
  const scope = scopeOf({ NOW: new Date(), ...vars });
  const steps = stages.map((stage) => {
    const [name, value] = stageOf(stage);
    if (!Object.hasOwn(DOCUMENT_STAGES, name)) {
      if (name === '$match' || name === '$group' || name === '$lookup')
        throw new MongoError('InvalidOptions', `${name} is not allowed to be used within an update`);
      throw notSupported(`The stage ${name} in an update`);
    }
    return DOCUMENT_STAGES[name]!(value, scope);
  });
  return (doc) => steps.reduce((out, step) => step(out, []), doc);
}
