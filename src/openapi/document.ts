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
import type { Api, Security } from '../api/api.ts';
import { VERSION } from '../shared/version.ts';
import { buildSchemas } from './components.ts';
import type { OpenApiVersion } from './dialect.ts';
import { CONTACT, MOCK_SERVER, REAL_SERVER } from './info.ts';
import { buildOperation } from './operation.ts';

const LICENSE = { name: 'MIT' };

/**
 * Builds the OpenAPI document of an API from its schemas and operations.
 *
 * @param version - `3.1` gives OpenAPI 3.1.0, `3.0` the same API as OpenAPI 3.0.3 for older tools.
 *
 * @example
 * ```ts
 * const { paths } = buildDocument(documentedApi, '3.1');
 * ```
 */
export function buildDocument(api: Api, version: '3.1'): Document31;
export function buildDocument(api: Api, version: '3.0'): Document30;
export function buildDocument(api: Api, version: OpenApiVersion): Document30 | Document31 {
  const { basePath, operations, security, otherRefusal } = api;
  const builder = version === '3.1' ? builder31(api) : builder30(api);
  for (const operation of operations) {
    const method = operation.method.toLowerCase();
    builder.addPath(`${basePath}${operation.path}`, { [method]: buildOperation(operation, version, otherRefusal) });
  }
  for (const [name, schema] of Object.entries(buildSchemas(api, version))) builder.addSchema(name, schema);
  builder.addSecurityScheme(security.name, buildScheme(security));
  return builder.getSpec();
}

// The order of the keys here is the order in the files.
const start = <Info>({ info: { tags, isReal, extensions }, security }: Api, info: Info) => ({
  info,
  servers: isReal ? [MOCK_SERVER, REAL_SERVER] : [MOCK_SERVER],
  // if a key is optional, either of two requirements suffices
  security: [...(security.isOptional ? [{}] : []), { [security.name]: [] }],
  tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
  paths: {},
  components: {},
  ...extensions,
});

const infoOf = ({ info: { title, description } }: Api) => ({
  title,
  version: VERSION,
  description,
  contact: CONTACT,
});

function builder31(api: Api): OpenApiBuilder31 {
  const info: Info31 = { ...infoOf(api), license: { ...LICENSE, identifier: 'MIT' } };
  return OpenApiBuilder31.create({ openapi: '3.1.0', ...start(api, info) });
}

function builder30(api: Api): OpenApiBuilder30 {
  const info: Info30 = { ...infoOf(api), license: { ...LICENSE, url: 'https://opensource.org/license/mit' } };
  return OpenApiBuilder30.create({ openapi: '3.0.3', ...start(api, info) });
}

function buildScheme({ header, scheme, description }: Security) {
  if (scheme !== undefined) return { type: 'http', scheme, description } as const;
  return { type: 'apiKey', in: 'header', name: header, description } as const;
}
