import { join } from 'node:path';
import { Command } from 'commander';
import { reasonOf } from '../shared/system-error.ts';
import { Exit } from './exit.ts';
import { makeFolder } from './make-folder.ts';
import { print } from './print.ts';

const EXAMPLES = `
Examples:
  $ openreplay-kit spec
  $ openreplay-kit spec --output docs/api`;

/** Builds `openreplay-kit spec`. */
export function specCommand(): Command {
  return new Command('spec')
    .description(
      'Writes the OpenAPI documents (3.1 in JSON and YAML, 3.0 in JSON) and the JSON Schemas of the files that the command reads and writes, and prints the file names.',
    )
    .option('-o, --output <directory>', 'folder to write to, created if missing', 'openapi')
    .addHelpText('after', EXAMPLES)
    .action(writeFiles);
}

async function writeFiles({ output }: { readonly output: string }): Promise<void> {
  const { writeSpec } = await import('../openapi/write.ts');
  const { renderSchemas } = await import('./json-schemas.ts');
  const write = async () => {
    makeFolder(join(output, 'schemas'));
    return writeSpec(output, renderSchemas());
  };
  const files = await write().catch((error: NodeJS.ErrnoException) => {
    if (!error.syscall) throw error;
    throw new Exit(
      2,
      `Failed to write the OpenAPI document into ${output}: ${reasonOf(error)}. Choose another --output.`,
    );
  });
  print(...files);
}
