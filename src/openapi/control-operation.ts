import type { MediaTypeObject, OperationObject, ParameterObject, ResponseObject } from 'openapi3-ts/oas31';
import type { z } from 'zod';
import { type ControlOperation, type ControlReplyRow, repliesOf } from '../schema/control/operation.ts';
import { buildFields } from './components.ts';
import type { SchemaObject } from './dialect.ts';

type Schemas = Readonly<Record<string, SchemaObject>>;

/** Builds the operation object of one row of the control API. */
export function buildControlOperation(operation: ControlOperation, schemas: Schemas): OperationObject {
  const { operationId, summary, description, tag, pathParameters, queryParameters, body } = operation;
  const parameters = [...buildParameters(pathParameters, 'path'), ...buildParameters(queryParameters, 'query')];
  return {
    operationId,
    summary,
    description,
    tags: [tag],
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: body.required,
        content: { 'application/json': buildContent(body.schema, schemas, body.example) },
      },
    }),
    responses: Object.fromEntries(
      Object.entries(repliesOf(operation)).map(([status, reply]) => [status, buildResponse(reply, schemas)]),
    ),
  };
}

function buildParameters(fields: z.ZodObject, place: 'path' | 'query'): ParameterObject[] {
  return buildFields(fields, '3.1').map(({ name, required, schema }) => {
    const { description = '', examples = [], ...bounds } = schema;
    return {
      name,
      in: place,
      required: required && schema.default === undefined,
      description,
      schema: bounds,
      example: examples[0],
    };
  });
}

function buildResponse(
  { description, schema, contentType = 'application/json' }: ControlReplyRow,
  schemas: Schemas,
): ResponseObject {
  return schema ? { description, content: { [contentType]: buildContent(schema, schemas) } } : { description };
}

function buildContent(schema: z.ZodType, schemas: Schemas, own?: unknown): MediaTypeObject {
  const { id, description = '', examples } = schema.meta() ?? {};
  // Only texts, such as streams, go without a name.
  if (id === undefined) {
    return { schema: { type: 'string', description }, example: Array.isArray(examples) ? examples[0] : undefined };
  }
  return { schema: { $ref: `#/components/schemas/${id}` }, example: own ?? schemas[id]?.examples?.[0] };
}
