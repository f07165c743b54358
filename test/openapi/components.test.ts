import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { getUserSessions } from '../../src/api/documented/operations.ts';
import type { Operation } from '../../src/api/operation.ts';
import { buildFields, buildSchemas, componentName } from '../../src/openapi/components.ts';

const cat = z.object({ kind: z.enum(['CAT', 'KITTEN']) }).meta({ id: 'Cat' });
const dog = z.object({ kind: z.literal('DOG'), name: z.string().meta({ examples: ['Rex'] }) }).meta({ id: 'Dog' });
const pets = z.object({ pets: z.array(z.discriminatedUnion('kind', [dog, cat])) }).meta({ id: 'Pets' });
const none = z.object({ why: z.string().meta({ examples: ['Gone.'] }) }).meta({ id: 'None' });
const rex = { summary: 'A dog', value: { pets: [{ kind: 'DOG', name: 'Rex' }] } };
const getPets: Operation = {
  ...getUserSessions,
  replies: {
    200: { description: 'Pets.', schema: pets, examples: { rex } },
    404: { description: 'None.', schema: none },
  },
};

describe('buildSchemas', () => {
  const schemas = buildSchemas({ operations: [getUserSessions, getPets] }, '3.1');

  it('makes a component of each schema with an id, for all operations', () => {
    expect(Object.keys(schemas)).toEqual([
      'SessionsReply',
      'SessionEvent',
      'LocationEvent',
      'ClickEvent',
      'InputEvent',
      'ErrorReply',
      'Pets',
      'Dog',
      'Cat',
      'None',
    ]);
  });

  it('maps every value of the discriminator', () => {
    expect(schemas).toHaveProperty('Pets.properties.pets.items.discriminator', {
      propertyName: 'kind',
      mapping: { DOG: '#/components/schemas/Dog', CAT: '#/components/schemas/Cat', KITTEN: '#/components/schemas/Cat' },
    });
  });

  it('builds examples of objects from those of their fields', () => {
    expect(schemas).toHaveProperty('Dog.examples', [{ kind: 'DOG', name: 'Rex' }]);
  });

  it('gives bodies with named examples no other, which Prism would prefer', () => {
    for (const body of ['SessionsReply', 'ErrorReply', 'Pets']) expect(schemas[body]).not.toHaveProperty('examples');
    expect(schemas.None).toHaveProperty('examples', [{ why: 'Gone.' }]);
  });
});

describe('buildFields', () => {
  it('describes a parameter by its value, not by its text', () => {
    const [startDate] = buildFields(getUserSessions.queryParameters, '3.1');
    expect(startDate).toMatchObject({
      name: 'start_date',
      required: false,
      schema: { type: 'integer', format: 'int64', minimum: 0, maximum: 8640000000000000 },
    });
  });
});

describe('componentName', () => {
  it('refuses a schema without an id', () => {
    expect(() => componentName(z.string())).toThrow('it has no id');
  });
});
