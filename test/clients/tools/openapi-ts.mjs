import { createClient } from '@hey-api/openapi-ts';

export const run = (file, folder) => createClient({ input: file, output: folder, logs: { file: false } });
