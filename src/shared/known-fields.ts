import type * as z from './zod.ts';

/**
 * Names the fields that a schema has at a place, those of each option if there are several; none if it is not an
 * object.
 */
export function knownFields(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  const inner = unwrap(schema);
  if (inner) return inner.flatMap((each) => knownFields(each, path));
  // Cast: a schema of no kind below has no fields
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const [part, ...rest] = path;
  switch (def.type) {
    case 'object': {
      if (part === undefined) return Object.keys(def.shape);
      const field = def.shape[String(part)];
      return field ? knownFields(field, rest) : [];
    }
    case 'array':
      return part === undefined ? [] : knownFields(def.element, rest);
    case 'record':
      return part === undefined ? [] : knownFields(def.valueType, rest);
    default:
      return [];
  }
}

/** The inner schemas of a wrapper without a place of its own; undefined for other schemas. */
function unwrap(schema: z.core.$ZodType): readonly z.core.$ZodType[] | undefined {
  // Cast: as above
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'union':
      return def.options;
    case 'pipe':
      return [def.in, def.out];
    case 'lazy':
      return [def.getter()];
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'readonly':
      return [def.innerType];
    default:
      return undefined;
  }
}
