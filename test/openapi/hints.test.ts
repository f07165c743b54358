import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { clickEventSchema, inputEventSchema, locationEventSchema } from '../../src/api/index.ts';
import { HINTS, type Hint } from '../../src/openapi/hints.ts';

type Methods = Record<string, Record<string, (...values: unknown[]) => unknown>>;

// The faker that Prism makes values with is its own, not this package's.
const prismCli = createRequire(createRequire(import.meta.url).resolve('@stoplight/prism-cli'));
const { faker } = createRequire(prismCli.resolve('@stoplight/prism-http'))('@faker-js/faker') as { faker: Methods };

const events: Record<string, z.ZodObject> = {
  LocationEvent: locationEventSchema,
  ClickEvent: clickEventSchema,
  InputEvent: inputEventSchema,
};
const rows = Object.entries(HINTS).flatMap(([component, hints]) =>
  Object.entries(hints).map(([field, hint]) => ({ component, field, hint })),
);

function fake(hint: Hint): unknown {
  const [[name, values] = ['', []]] = typeof hint === 'string' ? [[hint, []] as const] : Object.entries(hint);
  const [module = '', method = ''] = name.split('.');
  return faker[module]?.[method]?.(...values);
}

/** What the fields of an event are called that a hint copies: `#{path}` of `path`. */
const copied = (hint: Hint) => /#\{(\w+)\}/.exec(JSON.stringify(hint))?.[1];

describe('HINTS', () => {
  it.each(rows)(
    '$component.$field is a field, and Prism makes a value for it that fits',
    ({ component, field, hint }) => {
      const shape = events[component]?.shape;
      expect(shape).toHaveProperty(field);
      const source = copied(hint) ?? field;
      const value = fake(HINTS[component]?.[source] ?? hint);
      expect(shape?.[field].safeParse(value)).toHaveProperty('success', true);
    },
  );

  it('leaves out no field but type, whose value is given', () => {
    for (const [component, schema] of Object.entries(events)) {
      expect([...Object.keys(HINTS[component] ?? {}), 'type']).toEqual(Object.keys(schema.shape));
    }
  });
});
