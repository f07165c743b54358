import type { RecordInput } from '../kit/record.ts';
import type { Mock } from '../mock/mock.ts';
import { RecordError } from '../shared/errors.ts';
import { Exit } from './exit.ts';
import { readJson } from './read-file.ts';

/** How many of a file's issues are reported: more than that, nobody reads at once. */
const MOST_REPORTED = 5;

/** A file of visits, and how many events were recorded from it. */
export interface RecordedFixture {
  readonly file: string;
  readonly events: number;
}

/** Records the visits of each file, one or an array of them. */
export async function recordFixtures(mock: Mock, files: readonly string[]): Promise<RecordedFixture[]> {
  const recorded: RecordedFixture[] = [];
  for (const file of files) recorded.push({ file, events: await record(mock, await readJson('fixture', file), file) });
  return recorded;
}

/** Returns how many events were recorded. */
async function record(mock: Mock, content: unknown, file: string): Promise<number> {
  try {
    // record itself checks that they are visits
    const visits = (Array.isArray(content) ? content : [content]).map(withoutSchema) as RecordInput[];
    return (await mock.record(visits)).reduce((sum, { events }) => sum + events.length, 0);
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    const issues = error.issues.map(({ path, message }) => `${toPlace(path, Array.isArray(content))}: ${message}`);
    const more = issues.length > MOST_REPORTED ? `; and ${issues.length - MOST_REPORTED} more` : '';
    throw new Exit(2, `Failed to record the fixture ${file}: ${issues.slice(0, MOST_REPORTED).join('; ')}${more}.`);
  }
}

/** The only visit of a file needs no number. */
function toPlace(path: string, isArray: boolean): string {
  return isArray ? path : path.replace(/^\[0\]\.?/, '') || 'input';
}

/** Editors read the file's schema from it. */
function withoutSchema(visit: unknown): unknown {
  if (typeof visit !== 'object' || visit === null || !('$schema' in visit)) return visit;
  const { $schema, ...rest } = visit;
  return rest;
}
