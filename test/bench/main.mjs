// Starts the benchmark. What is measured runs in processes of its own, on plain Node.
import { runWithPackages } from '../support/run-with-packages.mjs';

await runWithPackages(new URL('./', import.meta.url), 'bench.ts', 'the servers to compare with');
