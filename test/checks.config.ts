import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** What `npm run check` and `npm run mutants` run beside other tools: it takes a while, and shows what is to be published. */
export default defineConfig({ ...base, test: { ...base.test, include: ['test/**/*.check.ts'] } });
