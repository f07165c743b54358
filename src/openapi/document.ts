import {
  type OpenAPIObject as Document30,
  type InfoObject as Info30,
  OpenApiBuilder as OpenApiBuilder30,
} from 'openapi3-ts/oas30';
import {
  type OpenAPIObject as Document31,
  type InfoObject as Info31,
  OpenApiBuilder as OpenApiBuilder31,
} from 'openapi3-ts/oas31';
import { BASE_PATH, operations, requestHeadersSchema } from '../api/index.ts';
import { buildSchemas } from './components.ts';
import type { OpenApiVersion } from './dialect.ts';
import { GENERATOR_OPTIONS } from './hints.ts';
import { INFO, SECURITY_SCHEME, SERVERS, TAGS } from './info.ts';
import { buildOperation } from './operation.ts';

const LICENSE = { name: 'MIT' };

/**
 * Builds the OpenAPI document of the API from its schemas and operations.
 *
 * @param version - `3.1` gives OpenAPI 3.1.0, `3.0` the same API as OpenAPI 3.0.3 for older tools.
 *
 * @example
 * ```ts
 * const { paths } = buildDocument('3.1');
 * ```
 */
export function buildDocument(version: '3.1'): Document31;
export function buildDocument(version: '3.0'): Document30;
export function buildDocument(version: OpenApiVersion): Document30 | Document31 {
  const builder = version === '3.1' ? builder31() : builder30();
  for (const server of SERVERS) builder.addServer(server);
  for (const tag of TAGS) builder.addTag(tag);
  for (const operation of operations) {
    const method = operation.method.toLowerCase();
    builder.addPath(`${BASE_PATH}${operation.path}`, { [method]: buildOperation(operation, version) });
  }
  for (const [name, schema] of Object.entries(buildSchemas(operations, version))) builder.addSchema(name, schema);
  const { description = '' } = requestHeadersSchema.shape.authorization.meta() ?? {};
  builder.addSecurityScheme(SECURITY_SCHEME, { type: 'apiKey', in: 'header', name: 'Authorization', description });
  return builder.getSpec();
}

// The order of the keys here is the order in the files.
const start = <Info>(info: Info) => ({
  info,
  servers: [],
  security: [{ [SECURITY_SCHEME]: [] }],
  tags: [],
  paths: {},
  components: {},
  'x-json-schema-faker': GENERATOR_OPTIONS,
});

function builder31(): OpenApiBuilder31 {
  const info: Info31 = { ...INFO, license: { ...LICENSE, identifier: 'MIT' } };
  return OpenApiBuilder31.create({ openapi: '3.1.0', ...start(info) });
}

function builder30(): OpenApiBuilder30 {
  const info: Info30 = { ...INFO, license: { ...LICENSE, url: 'https://opensource.org/license/mit' } };
  return OpenApiBuilder30.create({ openapi: '3.0.3', ...start(info) });
}
