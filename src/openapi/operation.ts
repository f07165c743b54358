import type { z } from 'zod';
import type { Operation, OperationReply } from '../api/operation.ts';
import { buildFields, componentName } from './components.ts';
import type { OpenApiVersion } from './dialect.ts';

/** Builds the operation object of one row. */
export function buildOperation(operation: Operation, version: OpenApiVersion) {
  const { operationId, summary, description, tag, pathParameters, queryParameters, body, replies } = operation;
  const parameters = [
    ...buildParameters(pathParameters, 'path', version),
    ...buildParameters(queryParameters, 'query', version),
  ];
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
    responses: Object.fromEntries(Object.entries(replies).map(([status, reply]) => [status, buildResponse(reply)])),
  };
}

function buildParameters(fields: z.ZodObject, place: 'path' | 'query', version: OpenApiVersion) {
  return buildFields(fields, version).map(({ name, required, schema }) => {
    const { description = '', example, examples = [example], ...bounds } = schema;
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

function buildResponse({ description, schema, contentType = 'application/json', events, examples }: OperationReply) {
  if (!schema) return { description };
  const body = events ? buildStream(schema, events) : { schema: refTo(schema), ...(examples && { examples }) };
  return { description, content: { [contentType]: body } };
}

/** A stream is a text; OpenAPI 3.1 has nothing closer to what its events hold than the schema of a text's content. */
function buildStream(schema: z.ZodType, events: Readonly<Record<string, z.ZodType>>) {
  const { description = '', examples } = schema.meta() ?? {};
  const text = { type: 'string', description, contentSchema: { anyOf: Object.values(events).map(refTo) } } as const;
  return { schema: text, example: Array.isArray(examples) ? examples[0] : undefined };
}

function refTo(schema: z.ZodType) {
  return { $ref: `#/components/schemas/${componentName(schema)}` };
}
