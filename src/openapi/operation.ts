import { EXAMPLES } from '../api/examples.ts';
import type { Operation, OperationReply } from '../api/index.ts';
import { buildFields, componentName } from './components.ts';
import type { OpenApiVersion } from './dialect.ts';

/** Builds the operation object of one row. */
export function buildOperation(operation: Operation, version: OpenApiVersion) {
  return {
    operationId: operation.operationId,
    summary: operation.summary,
    description: operation.description,
    tags: [operation.tag],
    parameters: [
      ...buildParameters(operation.pathParameters, 'path', version),
      ...buildParameters(operation.queryParameters, 'query', version),
    ],
    responses: Object.fromEntries(
      Object.entries(operation.replies).map(([status, reply]) => [status, buildResponse(reply, status)]),
    ),
  };
}

function buildParameters(fields: Operation['pathParameters'], place: 'path' | 'query', version: OpenApiVersion) {
  return buildFields(fields, version).map(({ name, required, schema }) => {
    const { description = '', example, examples = [example], ...bounds } = schema;
    return { name, in: place, required, description, schema: bounds, example: examples[0] };
  });
}

function buildResponse(reply: OperationReply, status: string) {
  const name = componentName(reply.schema);
  const examples = EXAMPLES[name] ?? EXAMPLES[status];
  const body = { schema: { $ref: `#/components/schemas/${name}` }, ...(examples && { examples }) };
  return { description: reply.description, content: { 'application/json': body } };
}
