import type { SchemaObject as SchemaObject30 } from 'openapi3-ts/oas30';
import type { SchemaObject as SchemaObject31 } from 'openapi3-ts/oas31';
import type * as z from '../shared/zod.ts';

/** The supported versions of OpenAPI. */
export type OpenApiVersion = '3.0' | '3.1';

/** A schema as Zod generates it. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** A schema that the builders of both versions accept. */
export type SchemaObject = SchemaObject30 & SchemaObject31;

const LISTS = ['oneOf', 'anyOf', 'allOf'] as const;
const FIRST = ['$ref', 'title', 'description', 'type', 'format'];
const LAST = ['required', 'nullable', 'example', 'examples'];
const MAX_INT32 = 2 ** 31 - 1;

/** Rewrites a schema of Zod's, and those inside it, into a form that OpenAPI tools agree on. */
export function toSchemaObject(source: JsonSchema, version: OpenApiVersion): SchemaObject {
  // Cast: Zod's output for a version's target is that version's schema object.
  return rewrite(source, version) as unknown as SchemaObject;
}

function rewrite(source: JsonSchema, version: OpenApiVersion): JsonSchema {
  const schema = version === '3.1' ? spellOutNull({ ...source }) : keepOneExample({ ...source });
  if (schema.$ref !== undefined) {
    schema.$ref = schema.$ref.replace(/^.*\//, '#/components/schemas/');
    // OpenAPI 3.0 allows nothing next to a reference
    if (version === '3.0') return { $ref: schema.$ref };
  }
  // Zod's own check names, such as `starts_with`, are not formats; the pattern next to them says the same.
  if (schema.format?.includes('_')) delete schema.format;
  // only a JavaScript literal must escape a slash, and openapi-zod-client escapes it again
  schema.pattern &&= schema.pattern.replaceAll('\\/', '/');
  if (schema.type === 'integer' && (schema.maximum ?? 0) > MAX_INT32) schema.format = 'int64';
  // bounds of JavaScript, not of the value: other languages read the 64 bits that real servers send
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  // OpenAPI 3.0 has no `const`, and mock generators support `enum` more widely.
  if (schema.const !== undefined) {
    schema.enum = [schema.const];
    delete schema.const;
  }
  const inside = (nested: unknown) => rewrite(nested as JsonSchema, version); // Cast: Zod writes no booleans here.
  if (schema.properties !== undefined) {
    schema.properties = Object.fromEntries(Object.entries(schema.properties).map(([name, of]) => [name, inside(of)]));
  }
  if (schema.items !== undefined) schema.items = inside(schema.items);
  if (typeof schema.additionalProperties === 'object')
    schema.additionalProperties = inside(schema.additionalProperties);
  for (const list of LISTS) if (schema[list] !== undefined) schema[list] = schema[list].map(inside);
  return inOrder(schema);
}

/**
 * In OpenAPI 3.1, null is written as `anyOf`, never as a type array: with an array, @msw/source omits the field and
 * Orval loses its bounds, while Prism and openapi-typescript support both.
 */
function spellOutNull(schema: JsonSchema): JsonSchema {
  const { type, ...rest } = schema;
  if (!Array.isArray(type)) return schema;
  const { title, description, examples, ...bounds } = rest;
  const about = Object.fromEntries(Object.entries({ title, description, examples }).filter(([, text]) => text));
  return { ...about, anyOf: type.map((name) => (name === 'null' ? { type: name } : { type: name, ...bounds })) };
}

/** OpenAPI 3.0 has one `example` and no `examples`. */
function keepOneExample(schema: JsonSchema): JsonSchema {
  const { examples, ...rest } = schema;
  return examples === undefined ? schema : { ...rest, example: examples[0] };
}

function inOrder(schema: JsonSchema): JsonSchema {
  const rank = (key: string) => (FIRST.includes(key) ? FIRST.indexOf(key) - FIRST.length : LAST.indexOf(key) + 1);
  return Object.fromEntries(Object.entries(schema).sort(([a], [b]) => rank(a) - rank(b)));
}
