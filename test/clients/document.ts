import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = new URL('../../openapi/', import.meta.url);

/** An operation, as far as it can be found again in what is made of it. */
interface Operation {
  readonly operationId: string;
  readonly summary: string;
}

/** A document in `openapi/`. */
export interface Document {
  /** The name of its file. */
  readonly name: string;
  readonly path: string;
  readonly operations: readonly Operation[];
}

/** Reads all documents. */
export function readDocuments(): Document[] {
  const names = readdirSync(FOLDER).filter((name) => /\.(json|yaml)$/.test(name));
  return names.map((name) => {
    // each YAML has a JSON beside it that says the same
    const json = readFileSync(new URL(name.replace(/yaml$/, 'json'), FOLDER), 'utf8');
    const { paths }: { paths: Record<string, Record<string, Operation>> } = JSON.parse(json);
    const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
    return { name, path: fileURLToPath(new URL(name, FOLDER)), operations };
  });
}
