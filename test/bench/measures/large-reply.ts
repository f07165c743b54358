import type { Measure } from '../measure.ts';
import { compareCpu, readFrom } from '../reading.ts';
import { interleave } from '../rounds.ts';
import { ask, type ServerCommand } from '../server-process.ts';
import { toRatio, toSpread } from '../spread.ts';
import { bare, pathOf, subject } from '../subjects.ts';

const EVENTS = 1_000;

/** A long list, beside the same bytes written from a buffer. */
export const largeReplyMeasure: Measure = {
  name: 'large-reply',
  title: 'reply of 1,000 events, 32 connections',
  async run(bench) {
    const { rounds, folder, start } = bench;
    const path = pathOf('recorded-0');
    const kit = await start(recorded({ users: 1, eventsEach: EVENTS }, path));
    const reply = await ask(kit.origin + path);
    const plain = await start(bare(folder, reply?.body));
    const [plainReading, kitReading] = [readFrom(bench, plain, [path]), readFrom(bench, kit, [path])];
    const subjects = { bare: plainReading.run, kit: kitReading.run };
    await interleave(subjects, 1);
    const values = await interleave(subjects, rounds);
    return [
      { what: `bare node:http, the same ${reply?.body.length} bytes`, value: toSpread(values.bare), unit: 'req/s' },
      {
        what: 'openreplay-kit',
        value: toSpread(values.kit),
        unit: 'req/s',
        ratio: toRatio(values.kit, values.bare),
        beside: 'bare',
        target: { atLeast: 0.9 },
      },
      ...compareCpu('openreplay-kit', kitReading, plainReading),
    ];
  },
};

/** What a mock is filled with before it serves. */
interface Recorded {
  readonly users: number;
  readonly eventsEach: number;
  /** Puts all in at once instead of visit by visit. */
  readonly restored?: boolean;
  /** Of the first event, epoch ms; the others follow second by second. For `restored`. */
  readonly firstMs?: number;
}

/** A mock that holds recorded events of `recorded-0` and so on. */
export function recorded(what: Recorded, path: string): ServerCommand {
  return { args: ['--expose-gc', '--max-old-space-size=8192', subject('recorded'), JSON.stringify(what)], path };
}
