import type { SchemaObject as SchemaObject30 } from 'openapi3-ts/oas30';
import type { SchemaObject as SchemaObject31 } from 'openapi3-ts/oas31';
import type * as z from '../shared/zod.ts';

/** The versions of OpenAPI that the document is written in. */
export type OpenApiVersion = '3.0' | '3.1';

/** A schema as Zod writes it. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** A schema as the builders of both versions take it. */
export type SchemaObject = SchemaObject30 & SchemaObject31;

const LISTS = ['oneOf', 'anyOf', 'allOf'] as const;
const FIRST = ['$ref', 'title', 'description', 'type', 'format'];
const LAST = ['required', 'nullable', 'example', 'examples'];
const MAX_INT32 = 2 ** 31 - 1;

/** Rewrites a schema of Zod's, and those inside it, into what the tools around OpenAPI read alike. */
export function toSchemaObject(source: JsonSchema, version: OpenApiVersion): SchemaObject {
  // Cast: what Zod writes for the version's own target is that version's schema object.
  return rewrite(source, version) as unknown as SchemaObject;
}

function rewrite(source: JsonSchema, version: OpenApiVersion): JsonSchema {
  const schema = version === '3.1' ? spellOutNull({ ...source }) : keepOneExample({ ...source });
  if (schema.$ref !== undefined) {
    schema.$ref = schema.$ref.replace(/^.*\//, '#/components/schemas/');
    // OpenAPI 3.0 has nothing beside a reference
    if (version === '3.0') return { $ref: schema.$ref };
  }
  // Zod's own names of checks, such as `starts_with`, are no formats; the pattern beside them says the same.
  if (schema.format?.includes('_')) delete schema.format;
  // only a literal of JavaScript has to escape a slash, and openapi-zod-client escapes it once more
  schema.pattern &&= schema.pattern.replaceAll('\\/', '/');
  if (schema.type === 'integer' && (schema.maximum ?? 0) > MAX_INT32) schema.format = 'int64';
  // bounds of JavaScript, and not of what is described: others read 64 bits, which real servers send
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  // OpenAPI 3.0 has no `const`, and mock generators read `enum` more often.
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
 * OpenAPI 3.1 says null as `anyOf`, never as a type array: with an array, @msw/source leaves the field out and Orval
 * loses its bounds, while Prism and openapi-typescript read both.
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
