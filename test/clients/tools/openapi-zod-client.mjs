import { join } from 'node:path';
import SwaggerParser from '@apidevtools/swagger-parser';
import { generateZodClientFromOpenAPI } from 'openapi-zod-client';

export async function run(file, folder) {
  const document = await SwaggerParser.bundle(file);
  await generateZodClientFromOpenAPI({
    openApiDoc: document,
    distPath: join(folder, 'client.ts'),
    // or else it warns of each `default` response
    options: { withAlias: true, defaultStatusBehavior: 'auto-correct' },
  });
}
