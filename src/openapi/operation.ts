import type { Operation, OperationReply } from '../api/operation.ts';
import type * as z from '../shared/zod.ts';
import { buildFields, componentName } from './components.ts';
import type { OpenApiVersion } from './dialect.ts';

/** Builds the operation object of one row. */
export function buildOperation(operation: Operation, version: OpenApiVersion, otherRefusal?: OperationReply) {
  const { operationId, summary, description, tag, pathParameters, queryParameters, headers, body, replies } = operation;
  const parameters = [
    ...buildParameters(pathParameters, 'path', version),
    ...buildParameters(queryParameters, 'query', version),
    ...(headers ? buildParameters(headers, 'header', version) : []),
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
    responses: Object.fromEntries(
      Object.entries({ ...replies, ...(otherRefusal && { default: otherRefusal }) }).map(([status, reply]) => [
        status,
        buildResponse(reply, version),
      ]),
    ),
  };
}

function buildParameters(fields: z.ZodObject, place: 'path' | 'query' | 'header', version: OpenApiVersion) {
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

function buildResponse(reply: OperationReply, version: OpenApiVersion) {
  const { description, schema, contentType = 'application/json', events, examples } = reply;
  if (!schema) return { description };
  const body = events ? buildStream(schema, events, version) : { schema: refTo(schema), ...(examples && { examples }) };
  return { description, content: { [contentType]: body } };
}

/**
 * A stream is a text. The closest description of its events in OpenAPI 3.1 is the schema of a text's content; 3.0 has
 * nothing.
 */
function buildStream(schema: z.ZodType, events: Readonly<Record<string, z.ZodType>>, version: OpenApiVersion) {
  const { description = '', examples } = schema.meta() ?? {};
  const content = { contentMediaType: 'text/event-stream', contentSchema: { anyOf: Object.values(events).map(refTo) } };
  const text = { type: 'string', description, ...(version === '3.1' && content) } as const;
  return { schema: text, example: Array.isArray(examples) ? examples[0] : undefined };
}

function refTo(schema: z.ZodType) {
  return { $ref: `#/components/schemas/${componentName(schema)}` };
}
