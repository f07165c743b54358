import type { Measure } from '../measure.ts';
import { NoRecording, Recorder } from '../recorder.ts';
import { interleave } from '../rounds.ts';
import { toRatio, toSpread } from '../spread.ts';
import { DOCUMENTED_PATH, kit } from '../subjects.ts';

/** A tenth of what recording has to reach, so reading is left nine tenths of the core. */
const PACE = 5_000;

/** Recording over HTTP, and reading meanwhile. */
export const recordingMeasure: Measure = {
  name: 'recording',
  title: 'recording through POST /__kit/record, batches of 1,000 events',
  async run({ rounds, seconds, load, start }) {
    const { origin } = await start(kit());
    const recorder = new Recorder(origin);
    const read = () => load.run({ origin, paths: [DOCUMENTED_PATH], seconds });
    try {
      await recorder.recordFor(seconds);
      const values = await interleave(
        {
          record: () => recorder.recordFor(seconds),
          read,
          readMeanwhile: async () => (await Promise.all([read(), recorder.recordFor(seconds, PACE)]))[0],
        },
        rounds,
      );
      return [
        { what: 'recorded', value: toSpread(values.record), unit: 'events/s', target: { atLeast: 50_000 } },
        { what: 'reads while nothing is recorded', value: toSpread(values.read), unit: 'req/s' },
        {
          what: 'reads while 5,000 events/s are recorded',
          value: toSpread(values.readMeanwhile),
          unit: 'req/s',
          ratio: toRatio(values.readMeanwhile, values.read),
          beside: 'reads alone',
          target: { atLeast: 0.8 },
        },
      ];
    } catch (error) {
      if (!(error instanceof NoRecording)) throw error;
      return [{ what: 'recording', missing: `not available: ${error.message}` }];
    } finally {
      recorder.close();
    }
  },
};
