import type { OpenAPIObject, SchemaObject } from 'openapi3-ts/oas31';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import packageJson from '../../package.json' with { type: 'json' };
import { documentedApi } from '../../src/api/documented/api.ts';
import { operations } from '../../src/api/documented/operations.ts';
import { BASE_PATH, clickEventSchema, locationEventSchema } from '../../src/api/index.ts';
import { buildDocument } from '../../src/openapi/document.ts';

// Cast: what is read of it here is the same in both versions, apart from examples and null, which are checked separately.
const documents = [buildDocument(documentedApi, '3.1'), buildDocument(documentedApi, '3.0') as OpenAPIObject] as const;

// Cast: no component is itself a reference.
const schemasOf = (document: OpenAPIObject) =>
  Object.entries(document.components?.schemas ?? {}) as [string, SchemaObject][];
const fieldsOf = (document: OpenAPIObject) =>
  schemasOf(document).flatMap(([name, schema]) =>
    Object.entries(schema.properties ?? {}).map(([field, of]) => ({ at: `${name}.${field}`, of: of as SchemaObject })),
  );
const shapeOf = (document: OpenAPIObject) =>
  schemasOf(document).map(([name, { properties = {}, required }]) => [name, Object.keys(properties), required]);
const parametersOf = (document: OpenAPIObject) =>
  Object.values(document.paths ?? {}).flatMap(({ get }) => get?.parameters ?? []);

describe.each(documents)('the document as OpenAPI $openapi', (document) => {
  const exampleOf = (schema: SchemaObject): unknown => schema.examples?.[0] ?? schema.example;

  it('has a path with an operation for each row', () => {
    expect(Object.keys(document.paths ?? {})).toEqual(operations.map(({ path }) => `${BASE_PATH}${path}`));
    for (const { path, operationId, replies } of operations) {
      const operation = document.paths?.[`${BASE_PATH}${path}`]?.get;
      expect(operation?.operationId).toBe(operationId);
      expect(Object.keys(operation?.responses ?? {})).toEqual([...Object.keys(replies), 'default']);
      expect(document.tags?.map(({ name }) => name)).toEqual(expect.arrayContaining(operation?.tags ?? []));
    }
  });

  it("carries the package's version", () => {
    expect(document.info.version).toBe(packageJson.version);
  });

  it('asks for the key in the Authorization header', () => {
    expect(document.components?.securitySchemes?.organizationApiKey).toMatchObject({
      type: 'apiKey',
      in: 'header',
      name: 'Authorization',
      description: expect.stringContaining('bare'),
    });
    expect(document.security).toEqual([{ organizationApiKey: [] }]);
  });

  it('describes every schema and every field, with an example that fits', () => {
    for (const [, schema] of schemasOf(document)) expect(schema.description).toMatch(/\.$/);
    for (const { at, of } of fieldsOf(document)) {
      expect(of.description, at).toMatch(/\.$/);
      expect(exampleOf(of), at).toBeDefined();
      // Lists hold references, which their own component is tested for.
      if (of.type !== 'array')
        expect(z.fromJSONSchema(of as z.core.JSONSchema.JSONSchema).safeParse(exampleOf(of)), at).toHaveProperty(
          'success',
          true,
        );
    }
  });

  it('describes every parameter, with an example that fits', () => {
    expect(parametersOf(document)).toHaveLength(4);
    for (const parameter of parametersOf(document)) {
      expect(parameter).toMatchObject({ description: expect.stringMatching(/\.$/), schema: expect.anything() });
      if ('schema' in parameter) {
        const schema = z.fromJSONSchema(parameter.schema as z.core.JSONSchema.JSONSchema);
        expect(schema.safeParse(parameter.example), parameter.name).toHaveProperty('success', true);
      }
    }
  });

  it('requires every documented key and leaves objects open', () => {
    const { LocationEvent, ClickEvent } = Object.fromEntries(schemasOf(document));
    expect(LocationEvent?.required).toEqual(Object.keys(locationEventSchema.shape));
    expect(ClickEvent?.required).toEqual(Object.keys(clickEventSchema.shape));
    expect(JSON.stringify(document)).not.toContain('additionalProperties');
  });

  it('distinguishes the events by a discriminator with a mapping', () => {
    expect(document.components?.schemas?.SessionEvent).toMatchObject({
      discriminator: {
        propertyName: 'type',
        mapping: {
          LOCATION: '#/components/schemas/LocationEvent',
          CLICK: '#/components/schemas/ClickEvent',
          INPUT: '#/components/schemas/InputEvent',
        },
      },
    });
  });

  it('has neither const nor type arrays, which tools read differently', () => {
    for (const { at, of } of fieldsOf(document)) {
      expect(of, at).not.toHaveProperty('const');
      expect(Array.isArray(of.type), at).toBe(false);
    }
  });
});

describe('the two versions', () => {
  const [newer, older] = documents;

  it('describe the same paths, parameters and schemas', () => {
    expect(older.paths).toEqual(newer.paths);
    expect(shapeOf(older)).toEqual(shapeOf(newer));
  });

  it('allow null in the same fields, each in its own way', () => {
    const nullable31 = fieldsOf(newer).filter(({ of }) =>
      of.anyOf?.some((branch) => 'type' in branch && branch.type === 'null'),
    );
    const nullable30 = fieldsOf(older).filter(({ of }) => 'nullable' in of && of.nullable === true);
    expect(nullable30.map(({ at }) => at)).toEqual(nullable31.map(({ at }) => at));
    expect(nullable30).toHaveLength(14);
  });
});
