import type { Measure } from '../measure.ts';
import { compareCpu, readFrom } from '../reading.ts';
import { interleave } from '../rounds.ts';
import { ask } from '../server-process.ts';
import { toRatio, toSpread } from '../spread.ts';
import { bare, pathOf } from '../subjects.ts';
import { recorded } from './large-reply.ts';

const FIRST_MS = 1_700_000_000_000;
const WINDOW = 50;
const WINDOWS = 100;

/** A window of a few events out of ever more of one user. */
export const windowMeasure: Measure = {
  name: 'window',
  title: 'window of 50 events out of one user, 32 connections',
  async run(bench) {
    const { rounds, folder, start } = bench;
    const serve = async (eventsEach: number) => {
      const paths = windowsOf(eventsEach);
      const setup = { users: 1, eventsEach, restored: true, firstMs: FIRST_MS };
      const server = await start(recorded(setup, paths[0] ?? ''));
      return { first: server.origin + paths[0], reading: readFrom(bench, server, paths) };
    };
    const small = await serve(1e4);
    const middle = await serve(1e5);
    const large = await serve(1e6);
    const plain = readFrom(bench, await start(bare(folder, (await ask(small.first))?.body)), windowsOf(1e4));
    const subjects = {
      bare: plain.run,
      small: small.reading.run,
      middle: middle.reading.run,
      large: large.reading.run,
    };
    await interleave(subjects, 1);
    const values = await interleave(subjects, rounds);
    const toBare = (what: string, of: readonly number[]) => ({
      what,
      value: toSpread(of),
      unit: 'req/s',
      ratio: toRatio(of, values.bare),
      beside: 'bare',
      target: { atLeast: 0.8 },
    });
    const toSmall = (what: string, of: readonly number[]) => ({
      what,
      ratio: toRatio(of, values.small),
      beside: 'out of 10,000',
      target: { atLeast: 0.9 },
    });
    return [
      { what: 'bare node:http, the same bytes', value: toSpread(values.bare), unit: 'req/s' },
      toBare('out of 10,000', values.small),
      toBare('out of 100,000', values.middle),
      toBare('out of 1,000,000', values.large),
      toSmall('out of 100,000', values.middle),
      toSmall('out of 1,000,000', values.large),
      ...compareCpu('out of 10,000', small.reading, plain),
      ...compareCpu('out of 1,000,000', large.reading, plain),
    ];
  },
};

/** Windows all over the user's history, of as many events each. */
function windowsOf(events: number): string[] {
  return Array.from({ length: WINDOWS }, (_, index) => {
    const from = FIRST_MS + Math.floor((index * (events - WINDOW)) / WINDOWS) * 1_000;
    return `${pathOf('recorded-0')}?start_date=${from}&end_date=${from + (WINDOW - 1) * 1_000}`;
  });
}
