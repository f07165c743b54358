// Appends changes to a state file until that fails, then prints what happened as JSON.
import { statSync } from 'node:fs';
import { openStateFile } from '../../../dist/journal/file/state-file.js';

const [path = ''] = process.argv.slice(2);
const file = await openStateFile(path);
let kept = file.position;
let failure;
while (!failure) {
  const click = { sessionId: kept + 1, messageId: 1, timestamp: 1, label: 'x'.repeat(10_000), type: 'CLICK' };
  const before = statSync(path).size;
  try {
    const rows = [{ projectKey: 'project', userId: 'ada@example.org', events: [click] }];
    await file.append({ type: 'record', rows }, file.position);
    kept++;
  } catch (error) {
    failure = { message: error.message, cause: error.cause?.code, added: statSync(path).size - before };
  }
}
// a smaller one has room
const rows = [{ projectKey: 'project', userId: 'eve@example.org', events: [] }];
await file.append({ type: 'record', rows }, file.position);
await file.close();
console.log(JSON.stringify({ kept: kept + 1, failure }));
