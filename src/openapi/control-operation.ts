import type {
  MediaTypeObject,
  OperationObject,
  ParameterObject,
  ReferenceObject,
  ResponseObject,
} from 'openapi3-ts/oas31';
import type { z } from 'zod';
import { type ControlOperation, type ControlReplyRow, repliesOf } from '../kit/control/operation.ts';
import { buildFields, componentName } from './components.ts';

/** Builds the operation object of one row of the control API. */
export function buildControlOperation(operation: ControlOperation): OperationObject {
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
        content: {
          'application/json': {
            schema: refTo(body.schema),
            ...(body.example !== undefined && { example: body.example }),
          },
        },
      },
    }),
    responses: Object.fromEntries(
      Object.entries(repliesOf(operation)).map(([status, reply]) => [status, buildResponse(reply)]),
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

function buildResponse(reply: ControlReplyRow): ResponseObject {
  const { description, schema, contentType = 'application/json', events } = reply;
  if (!schema) return { description };
  return { description, content: { [contentType]: events ? buildStream(schema, events) : { schema: refTo(schema) } } };
}

/** A stream is a text; OpenAPI 3.1 has nothing closer to what its events hold than the schema of a text's content. */
function buildStream(schema: z.ZodType, events: Readonly<Record<string, z.ZodType>>): MediaTypeObject {
  const { description = '', examples } = schema.meta() ?? {};
  const text = { type: 'string', description, contentSchema: { anyOf: Object.values(events).map(refTo) } } as const;
  return { schema: text, example: Array.isArray(examples) ? examples[0] : undefined };
}

function refTo(schema: z.ZodType): ReferenceObject {
  return { $ref: `#/components/schemas/${componentName(schema)}` };
}
