import { existsSync } from 'node:fs';
import { appendFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SeenVisit } from '../learn/visit.ts';
import { reasonOf } from '../shared/system-error.ts';
import * as z from '../shared/zod.ts';
import { Exit } from './exit.ts';
import { makeFolder } from './make-folder.ts';
import { readText } from './read-file.ts';

const FORMAT = 'openreplay-kit recording';

/** What a recording covers: an interrupted one can only continue with the same settings. */
const headerSchema = z.strictObject({
  format: z.literal(FORMAT),
  url: z.string(),
  project: z.string(),
  users: z.array(z.string()),
  since: z.number(),
  until: z.number(),
  windowMs: z.number(),
  keep: z.array(z.string()),
  seed: z.string(),
});
const entrySchema = z.strictObject({
  user: z.number(),
  to: z.number(),
  visits: z.array(z.looseObject({ userId: z.string(), events: z.array(z.unknown()) })),
});

/** What a recording covers. */
export type RecordingHeader = Omit<z.infer<typeof headerSchema>, 'format'>;

/** The sessions of a window, and how far reading has got. */
export interface RecordedWindow {
  /** Index of the user, from 0. */
  readonly user: number;
  /** Epoch milliseconds up to which this user has been read. */
  readonly to: number;
  /** Anonymised. */
  readonly visits: readonly SeenVisit[];
}

/** The file next to a fixture that keeps what was read so far. An incomplete last line is read again. */
export class RecordingFile {
  readonly header: RecordingHeader;
  readonly windows: RecordedWindow[];
  readonly #file: string;

  private constructor(file: string, header: RecordingHeader, windows: RecordedWindow[]) {
    this.#file = file;
    this.header = header;
    this.windows = windows;
  }

  /** Continues an interrupted recording, or starts one. */
  static async open(output: string, begun: RecordingHeader, seed: string | undefined): Promise<RecordingFile> {
    const file = `${output}.partial`;
    if (!existsSync(file)) return RecordingFile.#begin(file, begun);
    const [first = '', ...lines] = (await readText('recording', file)).split('\n');
    const header = parse(headerSchema, first);
    if (!header) throw new Exit(2, `Failed to continue ${file}: it is not a recording. Remove it, and record again.`);
    // a complete line ends with a newline
    const whole = lines.slice(0, -1).map((line) => parse(entrySchema, line));
    if (whole[0] === undefined) return RecordingFile.#begin(file, begun);
    const { format: _, ...found } = header;
    const differing = (['url', 'project', 'users', 'windowMs', 'keep'] as const).filter(
      (name) => JSON.stringify(found[name]) !== JSON.stringify(begun[name]),
    );
    if (differing.length > 0 || (seed ?? found.seed) !== found.seed) {
      throw new Exit(
        2,
        `Failed to continue ${file}: it was started with another ${[...differing, 'seed'][0]}. Pass the same flags, or remove the file to record again.`,
      );
    }
    const end = whole.indexOf(undefined);
    const windows = (end < 0 ? whole : whole.slice(0, end)) as readonly RecordedWindow[];
    const kept = [first, ...windows.map((window) => JSON.stringify(window)), ''].join('\n');
    await write(() => writeFile(file, kept, { mode: 0o600 }), file);
    return new RecordingFile(file, found, [...windows]);
  }

  static async #begin(file: string, header: RecordingHeader): Promise<RecordingFile> {
    const first = `${JSON.stringify({ format: FORMAT, ...header })}\n`;
    await write(async () => {
      makeFolder(dirname(file));
      await writeFile(file, first, { mode: 0o600 });
    }, file);
    return new RecordingFile(file, header, []);
  }

  async add(window: RecordedWindow): Promise<void> {
    this.windows.push(window);
    await write(() => appendFile(this.#file, `${JSON.stringify(window)}\n`), this.#file);
  }

  async remove(): Promise<void> {
    await rm(this.#file, { force: true });
  }
}

function parse<S extends z.ZodType>(schema: S, line: string): z.output<S> | undefined {
  try {
    return schema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

async function write(work: () => Promise<void>, file: string): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw new Exit(2, `Failed to write ${file}: ${reasonOf(error)}. Choose another --output.`);
  }
}
