import type { JsonSchema } from './dialect.ts';

/**
 * Returns an example of a schema: its own, or else one assembled from the examples inside it.
 *
 * @param sources - the schemas that a `$ref` refers to, by its last part.
 */
export function exampleOf(schema: JsonSchema | boolean | undefined, sources: Record<string, JsonSchema>): unknown {
  if (typeof schema !== 'object') return undefined;
  if (schema.examples !== undefined) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.$ref !== undefined) return exampleOf(sources[schema.$ref.replace(/^.*\//, '')], sources);
  const options = schema.oneOf ?? schema.anyOf;
  if (options !== undefined) return exampleOf(options[0], sources);
  if (schema.type === 'array' && !Array.isArray(schema.items)) return [exampleOf(schema.items, sources)];
  const fields = Object.entries(schema.properties ?? {});
  return Object.fromEntries(fields.map(([name, of]) => [name, exampleOf(of, sources)]));
}
