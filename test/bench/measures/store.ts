import type { Measure } from '../measure.ts';
import { residentBytes } from '../process-memory.ts';
import { interleave } from '../rounds.ts';
import { toRatio, toSpread } from '../spread.ts';
import { pathOf } from '../subjects.ts';
import { recorded } from './large-reply.ts';

const EACH = 100;
const FEW = 100;
const MANY = 10_000;

/** A store with many recorded events, beside one with few: every user is asked for in turn. */
export const storeMeasure: Measure = {
  name: 'store',
  title: '1,000,000 recorded events over 10,000 users, 100 events a reply',
  async run({ rounds, seconds, load, start }) {
    const serve = async (users: number) => {
      const server = await start(recorded({ users, eventsEach: EACH }, pathOf('recorded-0')));
      return { ...server, bytes: residentBytes(server.pid), paths: pathsOf(users) };
    };
    const empty = await serve(1);
    await empty.stop();
    const few = await serve(FEW);
    const many = await serve(MANY);
    const speed = (server: typeof few) => () => load.run({ origin: server.origin, paths: server.paths, seconds });
    const subjects = { few: speed(few), many: speed(many) };
    await interleave(subjects, 1);
    const values = await interleave(subjects, rounds);
    const loaded = residentBytes(many.pid);
    const perEvent = (bytes: number) => toSpread([(bytes - empty.bytes) / (EACH * MANY)]);
    return [
      { what: '10,000 events, 100 users', value: toSpread(values.few), unit: 'req/s' },
      {
        what: '1,000,000 events, 10,000 users',
        value: toSpread(values.many),
        unit: 'req/s',
        ratio: toRatio(values.many, values.few),
        beside: 'the small store',
        target: { atLeast: 0.9 },
      },
      {
        what: 'resident memory per event, recorded and at rest',
        value: perEvent(many.bytes),
        unit: 'bytes',
        target: { atMost: 500 },
      },
      { what: 'resident memory per event, after load', value: perEvent(loaded), unit: 'bytes' },
    ];
  },
};

function pathsOf(users: number): string[] {
  return Array.from({ length: users }, (_, user) => pathOf(`recorded-${user}`));
}
