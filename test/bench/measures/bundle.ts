import { measureBundle } from '../../hosts/browser/bundle-sizes.ts';
import type { Measure } from '../measure.ts';
import { toSpread } from '../spread.ts';

/** What the mock adds to an application that mocks with MSW. */
export const bundleMeasure: Measure = {
  name: 'bundle',
  title: 'browser bundle, gzip, beyond an application with one handler of MSW',
  async run() {
    const without = await measureBundle('./apps/without-kit.ts');
    const withKit = await measureBundle('./apps/with-kit.ts');
    const kilobytes = (bytes: number) => toSpread([bytes / 1_000]);
    return [
      { what: 'loaded at once', value: kilobytes(withKit.atOnce - without.atOnce), unit: 'KB' },
      { what: 'loaded when needed, of the kit', value: kilobytes(withKit.later - without.later), unit: 'KB' },
      {
        what: "faker's English, loaded with the first generated user",
        value: kilobytes(withKit.englishFaker),
        unit: 'KB',
      },
    ];
  },
};
