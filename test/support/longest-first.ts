import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Test files that take longest, so that no worker is left alone with one of them in the end. */
const LONGEST = [
  ...['contract/hostile', 'contract/entrances', 'contract/vitest', 'hosts/prism.', 'self-test/self-test'],
  ...['journal/file/kill', 'contract/secrets', 'hosts/workers/serve-cluster', 'cli/verify.', 'contract/live-data'],
  ...['journal/redis/snapshot', 'cli/mock-redis', 'hosts/browser/demo/demo.', 'hosts/browser/worker'],
  ...['studio/accessibility', 'cli/mock.', 'contract/wire-faults', 'trust/limits', 'contract/growth'],
];

/** Starts with the files that take longest. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = LONGEST.findIndex((name) => moduleId.includes(name));
      return place < 0 ? LONGEST.length : place;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
