// Serves an OpenAPI document of this checkout with Prism on port 4011: `npm run prism`, or of another API, with Prism's
// own options behind it: `npm run prism -- v2 --dynamic`.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const given = process.argv.slice(2);
const api = given[0]?.startsWith('-') === false ? given.shift() : 'openapi';
const document = fileURLToPath(
  new URL(`../../openapi/${api === 'documented' ? 'openapi' : api}.json`, import.meta.url),
);
const prism = createRequire(import.meta.url).resolve('@stoplight/prism-cli');
// Prism refuses an option that is given twice
const port = given.some((arg) => /^(?:--port|-p)(?:=|$)/.test(arg)) ? [] : ['--port', '4011'];
const child = spawn(process.execPath, [prism, 'mock', document, ...port, ...given], { stdio: 'inherit' });
child.once('exit', (code) => {
  process.exitCode = code ?? 1;
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
