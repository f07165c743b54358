import { type OpenAPIObject, OpenApiBuilder } from 'openapi3-ts/oas31';
import type { z } from 'zod';
import { CONTROL_PATH, type ControlOperation, repliesOf } from '../kit/control/operation.ts';
import { controlOperations } from '../kit/control/operations.ts';
import { buildBodySchemas } from './components.ts';
import { buildControlOperation } from './control-operation.ts';
import { DOCUMENT_VERSION, INFO, SERVERS } from './info.ts';

const SCHEME = 'controlKey';

const CONTROL_INFO = {
  title: 'openreplay-kit control',
  version: DOCUMENT_VERSION,
  description:
    'Sets up and watches a mock while it runs. Only this machine may use it, unless the mock was started with a control key; pages of other sites may not in any case. All times are epoch milliseconds, all durations milliseconds.',
  contact: INFO.contact,
  license: { name: 'MIT', identifier: 'MIT' },
};

const TAGS = [
  { name: 'World', description: 'The projects and users of the mock, and how it is set up.' },
  { name: 'Recorded data', description: 'What is recorded over what is generated.' },
  { name: 'Scenarios', description: 'Situations that an application should cope with.' },
  { name: 'Faults', description: 'What goes wrong on purpose.' },
  { name: 'Clock', description: "The mock's own time." },
  { name: 'Requests', description: 'The requests that the mocked API answered.' },
];

/** Builds the OpenAPI 3.1 document of the control API from its schemas and operations. */
export function buildControlDocument(): OpenAPIObject {
  const builder = OpenApiBuilder.create({
    openapi: '3.1.0',
    info: CONTROL_INFO,
    servers: SERVERS.slice(0, 1),
    // Either of the two will do: no key is needed while none is set.
    security: [{}, { [SCHEME]: [] }],
    tags: TAGS,
    paths: {},
    components: {},
  });
  const schemas = buildBodySchemas(controlOperations.flatMap(bodiesOf), '3.1');
  for (const operation of controlOperations) {
    const method = operation.method.toLowerCase();
    builder.addPath(`${CONTROL_PATH}${operation.path}`, { [method]: buildControlOperation(operation) });
  }
  for (const [name, schema] of Object.entries(schemas)) builder.addSchema(name, schema);
  builder.addSecurityScheme(SCHEME, {
    type: 'apiKey',
    in: 'header',
    name: 'X-Control-Key',
    description: 'The control key that the mock was started with. Not needed when it was started without one.',
  });
  return builder.getSpec();
}

/** The bodies that are components: those that have a name. */
function bodiesOf(operation: ControlOperation): z.ZodType[] {
  const replies = Object.values(repliesOf(operation)).flatMap(({ schema, events = {} }) => [
    schema,
    ...Object.values(events),
  ]);
  return [operation.body?.schema, ...replies].flatMap((schema) => (schema?.meta()?.id === undefined ? [] : [schema]));
}
