import { type OpenAPIObject, OpenApiBuilder } from 'openapi3-ts/oas31';

/** Writes a document as YAML, without aliases and folded lines: one line says one thing, and lines can be compared. */
export function toYaml(document: OpenAPIObject): string {
  return OpenApiBuilder.create(document).getSpecAsYaml(undefined, { aliasDuplicateObjects: false, lineWidth: 0 });
}
