// Appends numbered changes to a state file without end, to be killed at any moment. It prints `held NUMBER CHECKSUM` for
// each change it finds there, `opened BYTES_CUT_OFF`, and `kept NUMBER CHECKSUM` for each once it is appended.
import { writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { openStateFile } from '../../../dist/journal/file/state-file.js';

const [path = ''] = process.argv.slice(2);
const REPLACE_EVERY = 60;

const say = (words) => writeSync(1, `${words}\n`);
const checksum = (change) => crc32(JSON.stringify(change));

/** A change of the size that its number asks for, 0 to 100 KB, mostly small. */
function numbered(number) {
  const label = 'x'.repeat(number % 7 === 0 ? (number * 7919) % 100_000 : 1);
  const click = { sessionId: number, messageId: 1, timestamp: 1, label: `${label}y`, type: 'CLICK' };
  const rows = [{ projectKey: 'project', userId: 'ada@example.org', events: [click] }];
  return { type: number % REPLACE_EVERY === 0 ? 'replace' : 'record', rows };
}

say('starts');
const file = await openStateFile(path);
let last = 0;
for await (const { change } of file.load(0)) {
  last = change.rows[0].events[0].sessionId;
  say(`held ${last} ${checksum(change)}`);
}
say(`opened ${file.cutBytes}`);
for (let number = last + 1; ; number++) {
  const change = numbered(number);
  await file.append(change, file.position);
  say(`kept ${number} ${checksum(change)}`);
}
