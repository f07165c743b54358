import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { toSchemaObject } from '../../src/openapi/dialect.ts';

const as31 = (schema: z.ZodType) => toSchemaObject(z.toJSONSchema(schema, { target: 'draft-2020-12' }), '3.1');
const as30 = (schema: z.ZodType) => toSchemaObject(z.toJSONSchema(schema, { target: 'openapi-3.0' }), '3.0');

describe('toSchemaObject', () => {
  it('writes null as anyOf in 3.1, with the texts outside and the bounds inside', () => {
    const nullable = z
      .string()
      .nullable()
      .meta({ description: 'A name.', examples: ['Ann'], 'x-faker': 'name.findName' });
    expect(as31(nullable)).toMatchObject({
      description: 'A name.',
      examples: ['Ann'],
      anyOf: [{ type: 'string', 'x-faker': 'name.findName' }, { type: 'null' }],
    });
    expect(as31(nullable)).not.toHaveProperty('type');
    expect(as31(z.int().min(1).max(5).nullable()).anyOf).toEqual([
      { type: 'integer', minimum: 1, maximum: 5 },
      { type: 'null' },
    ]);
  });

  it('writes null as nullable in 3.0, with one example', () => {
    expect(
      as30(
        z
          .int()
          .min(1)
          .max(5)
          .nullable()
          .meta({ examples: [2, 3] }),
      ),
    ).toMatchObject({
      type: 'integer',
      nullable: true,
      minimum: 1,
      example: 2,
    });
  });

  it('writes a single value as enum', () => {
    expect(as31(z.literal('CLICK'))).toMatchObject({ type: 'string', enum: ['CLICK'] });
    expect(as30(z.literal('CLICK'))).toMatchObject({ type: 'string', enum: ['CLICK'] });
  });

  it('leaves out the bounds of what JavaScript holds exactly, which others do not have', () => {
    expect(as31(z.int())).toEqual({ $schema: expect.any(String), type: 'integer', format: 'int64' });
    expect(as31(z.int().min(1))).toMatchObject({ format: 'int64', minimum: 1 });
    expect(as31(z.int().min(1))).not.toHaveProperty('maximum');
    expect(as30(z.int().min(1))).not.toHaveProperty('maximum');
    expect(as31(z.int().max(10 ** 12))).toHaveProperty('maximum', 10 ** 12);
  });

  it('calls an integer int64 when it can pass 2^31-1', () => {
    expect(as31(z.int())).toHaveProperty('format', 'int64');
    expect(as31(z.int().max(2 ** 31 - 1))).not.toHaveProperty('format');
  });

  it("leaves out Zod's own names for checks and keeps their pattern, with slashes as they are", () => {
    expect(as31(z.string().startsWith('/'))).toEqual({
      $schema: expect.any(String),
      type: 'string',
      pattern: '^/.*',
    });
  });
});
