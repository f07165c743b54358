// Runs the tools that read OpenAPI documents over those in openapi/.
import { runWithPackages } from '../support/run-with-packages.mjs';

await runWithPackages(new URL('./', import.meta.url), 'clients.ts', 'the tools that read OpenAPI documents');
