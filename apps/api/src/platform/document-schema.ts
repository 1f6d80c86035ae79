import { Schema, type SchemaDefinition, type SchemaOptions, Types } from 'mongoose';
import * as z from 'zod';

/** How a schema is stored that does not say so by its kind. */
const storedAs = z.registry<{ type: 'ObjectId' | 'Mixed' }>();

/** An id as it is stored. As a document's `_id` it is made where none is given. */
export const zObjectId = z.instanceof(Types.ObjectId).register(storedAs, { type: 'ObjectId' });

/** What is stored in one piece, as it comes: the database layer neither casts nor checks what is in it. */
export function asItIs<S extends z.ZodObject | z.ZodArray>(schema: S): S {
  const whole = schema.clone() as S;
  storedAs.add(whole, { type: 'Mixed' });
  return whole;
}

type Stored = { type: unknown; enum?: unknown[] };

function typeOf(schema: z.core.$ZodType, at: string): Stored {
  const told = storedAs.get(schema);
  if (told) return { type: Schema.Types[told.type] };
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'string':
      return { type: String };
    case 'number':
      return { type: Number };
    case 'boolean':
      return { type: Boolean };
    case 'date':
      return { type: Date };
    case 'enum':
      return { type: String, enum: Object.values(def.entries) };
    case 'unknown':
    case 'record':
      return { type: Schema.Types.Mixed };
    case 'array':
      return { type: [elementOf([def.element], at)] };
    case 'tuple':
      return { type: [elementOf(def.items, at)] };
    case 'object':
      return { type: new Schema(fieldsOf(def.shape, at), { _id: '_id' in def.shape }) };
    default:
      throw new Error(`${at}: not known how z.${def.type} is stored`);
  }
}

/** Of a tuple all are of one kind. */
function elementOf(elements: readonly z.core.$ZodType[], at: string) {
  const [first, ...others] = elements.map((element) => fieldOf(element, `${at}[]`));
  if (!first?.required || others.some(({ type }) => type !== first.type))
    throw new Error(`${at}: not known how these elements are stored`);
  return first.enum ? { type: first.type, enum: first.enum } : first.type;
}

/** Of what may be absent, or begins as something else; what is required is never null either. */
const NOT_NULL = { validator: (value: unknown) => value !== null, message: '`{PATH}` may not be null' };

type Field = Stored & { required?: true; default?: unknown; validate?: typeof NOT_NULL };

function fieldOf(schema: z.core.$ZodType, at: string): Field {
  let inner = schema as z.core.$ZodTypes;
  let may: { absent?: true; beNull?: true; begin?: z.core.$ZodDefaultDef } = {};
  for (;;) {
    const { def } = inner._zod;
    if (def.type === 'optional') may = { ...may, absent: true };
    else if (def.type === 'nullable') may = { ...may, beNull: true };
    else if (def.type === 'default') may = { ...may, begin: def };
    else break;
    inner = def.innerType as z.core.$ZodTypes;
  }
  const stored: Field = typeOf(inner, at);
  const { begin } = may;
  if (!may.beNull && (begin || may.absent) && inner._zod.def.type !== 'unknown') stored.validate = NOT_NULL;
  if (begin) return { ...stored, default: () => begin.defaultValue };
  // An array would begin empty.
  if (may.absent) return Array.isArray(stored.type) ? { ...stored, default: undefined } : stored;
  return may.beNull ? { ...stored, default: null } : { ...stored, required: true };
}

/** An `_id` that is an ObjectId is left to mongoose, which makes one where there is none. */
const fieldsOf = (shape: z.core.$ZodShape, at: string): SchemaDefinition =>
  Object.fromEntries(
    Object.entries(shape)
      .filter(([name, field]) => name !== '_id' || field !== zObjectId)
      .map(([name, field]) => [name, fieldOf(field, `${at}.${name}`)]),
  ) as SchemaDefinition;

type Definition = z.ZodObject<{ _id: z.ZodType }>;
const definitions = new WeakMap<Schema, Definition>();

/**
 * The mongoose schema of documents that are defined once, with zod; their record type is `z.output` of the same. Types,
 * enums, what must be there and what stands where nothing is given are taken over; bounds and formats are not: they are
 * asked where a value comes in. A field is required unless it is optional, nullable (then it begins as null) or has a
 * default; `optional` and `nullable` together: it may be absent, and begins so. Null is refused wherever it is not
 * nullable, though mongoose takes it for a value of any type. Throws on a kind that it does not know.
 */
export function schemaOf<S extends Definition>(definition: S, options: SchemaOptions = {}) {
  const schema = new Schema(fieldsOf(definition.shape, 'document'), {
    versionKey: false,
    minimize: false,
    ...options,
  } as object);
  definitions.set(schema, definition);
  return schema as unknown as Schema<z.output<S>>;
}

/** What a model's schema was made from by `schemaOf`; undefined: it was not. */
export const definitionOf = (schema: Schema) => definitions.get(schema);
