import { type OpenAPIObject, OpenApiBuilder } from 'openapi3-ts/oas31';

/** Writes a document as YAML, without aliases and folded lines, so that diffs are readable. */
export function toYaml(document: OpenAPIObject): string {
  return OpenApiBuilder.create(document).getSpecAsYaml(undefined, { aliasDuplicateObjects: false, lineWidth: 0 });
}
