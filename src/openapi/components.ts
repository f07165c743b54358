import type { Api } from '../api/api.ts';
import type { Operation } from '../api/operation.ts';
import * as z from '../shared/zod.ts';
import { type JsonSchema, type OpenApiVersion, type SchemaObject, toSchemaObject } from './dialect.ts';
import { exampleOf } from './example-of.ts';
import { HINTS } from './hints.ts';

type JsonSchemas = Record<string, JsonSchema>;

const TARGETS = { '3.0': 'openapi-3.0', '3.1': 'draft-2020-12' } as const;

/** Returns the component name of a schema: the `id` of its meta. */
export function componentName(schema: z.ZodType): string {
  const id = schema.meta()?.id;
  if (id === undefined) throw new Error(`Failed to name the schema of a reply: it has no id. Give it one with .meta.`);
  return id;
}

/** Builds `components.schemas`: all named bodies, and every schema with an `id` inside them. */
export function buildSchemas(
  { operations, otherRefusal }: Pick<Api, 'operations' | 'otherRefusal'>,
  version: OpenApiVersion,
): Record<string, SchemaObject> {
  const bodies = [...operations.flatMap((operation) => bodiesOf(operation, version)), otherRefusal?.schema];
  const schemas = buildComponents(bodies.filter(isNamed), version);
  for (const { schema, examples } of operations.flatMap(({ replies }) => Object.values(replies))) {
    // Prism puts an example of the body's schema before the named examples of the reply.
    const body = schema && examples && schemas[componentName(schema)];
    delete body?.examples;
    delete body?.example;
  }
  return schemas;
}

/** All bodies of an operation. OpenAPI 3.0 cannot describe the events of a stream. */
function bodiesOf({ body, replies }: Operation, version: OpenApiVersion): (z.ZodType | undefined)[] {
  const received = Object.values(replies).flatMap(({ schema, events = {} }) => [
    schema,
    ...(version === '3.1' ? Object.values(events) : []),
  ]);
  return [body?.schema, ...received];
}

/** Whether a body is a component: those with a name are. */
function isNamed(schema: z.ZodType | undefined): schema is z.ZodType {
  return schema?.meta()?.id !== undefined;
}

/** Builds a component of each body and of every schema with an `id` inside it, each with an example. */
function buildComponents(bodies: readonly z.ZodType[], version: OpenApiVersion): Record<string, SchemaObject> {
  const sources: JsonSchemas = {};
  for (const schema of bodies) {
    // As input: servers may add fields, so objects stay open unless they say otherwise.
    const body = z.toJSONSchema(schema, { io: 'input', target: TARGETS[version], override: addDiscriminator });
    Object.assign(sources, body.$defs ?? body.definitions);
  }
  for (const [name, source] of Object.entries(sources)) complete(name, source, sources);
  return Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, toSchemaObject(source, version)]));
}

/** Builds the schemas of an object's fields, with which fields are required. */
export function buildFields(object: z.ZodObject, version: OpenApiVersion) {
  // As output: parameters are described by their values, not by the text they arrive as.
  const { properties = {}, required = [] } = z.toJSONSchema(object, { io: 'output', target: TARGETS[version] });
  return Object.entries(properties).map(([name, source]) => ({
    name,
    required: required.includes(name),
    // Cast: Zod writes no booleans for schemas.
    schema: toSchemaObject(source as JsonSchema, version),
  }));
}

/** Adds the discriminator of a union, with the component for each of its values. */
function addDiscriminator({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: JsonSchema }): void {
  if (!(zodSchema instanceof z.ZodDiscriminatedUnion)) return;
  const { discriminator: propertyName, options } = zodSchema.def;
  const mapping = options.flatMap((option) => {
    // Cast: the options of a union made by Zod's own functions are Zod's own schemas.
    const ref = `#/components/schemas/${componentName(option as z.ZodType)}`;
    return [...(option._zod.propValues?.[propertyName] ?? [])].map((value) => [value, ref]);
  });
  jsonSchema.discriminator = { propertyName, mapping: Object.fromEntries(mapping) };
}

/** Adds what Zod leaves out: examples of whole objects, and hints for generators. */
function complete(name: string, source: JsonSchema, sources: JsonSchemas): void {
  for (const [field, of] of Object.entries(source.properties ?? {})) {
    // a referenced schema has its own example
    if (typeof of === 'boolean' || of.$ref !== undefined) continue;
    of.examples ??= [exampleOf(of, sources)];
    const hint = HINTS[name]?.[field];
    if (hint !== undefined) Object.assign(of.anyOf?.[0] ?? of, { 'x-faker': hint });
  }
  source.examples ??= [exampleOf(source, sources)];
}
