import { defineConfig } from 'vitest/config';
import base from '../vitest.config.ts';

/** The packed package, as a project that installs it finds it. It takes a while, and only what is published needs it. */
export default defineConfig({ ...base, test: { ...base.test, include: ['test/package/*.check.ts'] } });
