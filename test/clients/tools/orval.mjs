import { join } from 'node:path';
import { generate } from 'orval';

export const run = (file, folder) => generate({ input: file, output: { target: join(folder, 'client.ts') } });
