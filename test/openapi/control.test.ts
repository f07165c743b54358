import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { OpenAPIObject, OperationObject, ParameterObject, SchemaObject } from 'openapi3-ts/oas31';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import packageJson from '../../package.json' with { type: 'json' };
import { CONTROL_PATH, controlApi } from '../../src/kit/control/api.ts';
import { controlOperations } from '../../src/kit/control/operations.ts';
import { logEntrySchema } from '../../src/kit/control/requests.ts';
import { faultInputSchema } from '../../src/kit/fault.ts';
import { buildDocument } from '../../src/openapi/document.ts';

const document: OpenAPIObject = buildDocument(controlApi, '3.1');
// Cast: no component is itself a reference.
const schemas = Object.entries(document.components?.schemas ?? {}) as [string, SchemaObject][];

function operationOf({ path, method }: { readonly path: string; readonly method: string }): OperationObject {
  // Cast: the members of a path item that are called like methods are operations.
  return Object(document.paths?.[`${CONTROL_PATH}${path}`])[method.toLowerCase()] as OperationObject;
}

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema({ $id: 'document', components: { schemas: Object.fromEntries(schemas) } });

/** Checks a value by a component, with all components at hand. */
function fits(name: string, value: unknown): boolean {
  return ajv.validate({ $ref: `document#/components/schemas/${name}` }, value);
}

describe('the document of the control API', () => {
  it('has an operation for each row, and no other', () => {
    const described = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const rows = controlOperations.map(({ method, path }) => `${method} ${CONTROL_PATH}${path}`);
    expect(described.sort()).toEqual(rows.sort());
  });

  it('has unique operation IDs that are names', () => {
    const ids = controlOperations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z][A-Za-z]+$/);
  });

  it("carries the package's version, and needs the control key or none", () => {
    expect(document.info.version).toBe(packageJson.version);
    expect(document.security).toEqual([{}, { controlKey: [] }]);
    expect(document.components?.securitySchemes).toMatchObject({
      controlKey: { type: 'apiKey', in: 'header', name: 'X-Control-Key' },
    });
  });

  it.each(controlOperations)('describes $operationId with all its replies', (row) => {
    const operation = operationOf(row);
    expect(operation).toMatchObject({
      operationId: row.operationId,
      summary: row.summary,
      description: row.description,
    });
    expect(document.tags?.map(({ name }) => name)).toEqual(expect.arrayContaining(operation.tags ?? []));
    expect(Object.keys(operation.responses ?? {})).toEqual([...Object.keys(row.replies), 'default']);
    expect(Object.keys(operation.requestBody ?? {}).length > 0).toBe(row.body !== undefined);
    for (const text of [
      operation.description,
      ...Object.values(operation.responses ?? {}).map((of) => of.description),
    ]) {
      expect(text).toMatch(/\.$/);
    }
  });

  it('requires a body wherever there is one, as a request without one has no content type', () => {
    for (const row of controlOperations) {
      if (row.body) expect(operationOf(row).requestBody, row.operationId).toHaveProperty('required', true);
    }
  });

  it.each(controlOperations)('describes the parameters of $operationId, with examples that fit', (row) => {
    // Cast: parameters are written out, not referred to.
    for (const parameter of (operationOf(row).parameters ?? []) as ParameterObject[]) {
      expect(parameter).toMatchObject({ description: expect.stringMatching(/\.$/), example: expect.anything() });
      const schema = z.fromJSONSchema(parameter.schema as z.core.JSONSchema.JSONSchema);
      expect(schema.safeParse(parameter.example), parameter.name).toHaveProperty('success', true);
    }
  });

  it('requires nothing that has a default', () => {
    const limit = operationOf({ path: '/users', method: 'GET' }).parameters?.find((of) => Object(of).name === 'limit');
    expect(limit).toMatchObject({
      required: false,
      schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
    });
  });

  it.each(schemas)('describes %s and its fields, with examples that fit', (name, schema) => {
    expect(schema.description).toMatch(/\.$/);
    expect(schema.examples?.length).toBeGreaterThan(0);
    for (const example of schema.examples ?? []) expect(fits(name, example), JSON.stringify(example)).toBe(true);
    for (const [field, of] of Object.entries(schema.properties ?? {})) {
      if (!('$ref' in of)) expect(of.description, field).toMatch(/\.$/);
    }
  });

  it('refuses the faults that the mock refuses because of their fields', () => {
    const fields = {
      status: fc.constantFrom(400, 503),
      message: fc.constant('Down.'),
      retryAfterSeconds: fc.constantFrom(0, 30),
      latency: fc.constantFrom(0, 250),
      drop: fc.constant(true),
      cut: fc.constantFrom(0, 0.5),
      rate: fc.constantFrom(0.2, 1),
      userId: fc.constant('ada'),
    };
    fc.assert(
      fc.property(fc.record(fields, { requiredKeys: [] }), (fault) => {
        expect(fits('FaultInput', fault)).toBe(faultInputSchema.safeParse(fault).success);
      }),
    );
  });

  it.each([[{}], [{ advance: 'abc' }], [{ advance: '1d12' }], [{ advance: '' }], [{ advance: 8.64e15 + 1 }]])(
    'does not let %j change the clock, as the mock does not',
    (change) => expect(fits('ClockChange', change)).toBe(false),
  );

  it.each([[{ advance: '1d12h' }], [{ advance: 0 }], [{ speed: 0 }], [{ advance: '1.5h', speed: 60 }]])(
    'lets %j change the clock',
    (change) => expect(fits('ClockChange', change)).toBe(true),
  );

  it('gives an example of the stream whose data are entries of the log', () => {
    const [, media] =
      Object.entries(Object(operationOf({ path: '/requests/stream', method: 'GET' }).responses?.[200].content))[0] ??
      [];
    const [, data = ''] = /^data: (.*)$/m.exec(Object(media).example) ?? [];
    expect(logEntrySchema.safeParse(JSON.parse(data)).success).toBe(true);
  });

  it('gives examples of bodies that the rows themselves take', () => {
    for (const row of controlOperations) {
      if (!row.body) continue;
      const example =
        row.body.example ?? Object.fromEntries(schemas)[String(row.body.schema.meta()?.id)]?.examples?.[0];
      expect(row.body.schema.safeParse(example), row.operationId).toHaveProperty('success', true);
    }
  });
});
