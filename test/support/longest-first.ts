import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The slowest test files, the slowest first, so that no worker is left alone with one of them in the end. */
const LONGEST = [
  ...['contract/hostile', 'journal/redis/failover', 'hosts/browser/worker'],
  ...['studio/accessibility', 'contract/wire-faults', 'journal/redis/trouble', 'cli/mock.', 'trust/turns'],
  ...['contract/vitest', 'studio/controls', 'trust/limits', 'hosts/browser/demo/demo.'],
  ...['journal/file/kill', 'trust/stalled-readers', 'hosts/workers/serve-cluster', 'trust/state-over-http'],
  ...['studio/timeline', 'studio/log', 'studio/request', 'cli/verify-memory', 'data/laws', 'trust/hosts-alike'],
  ...['hosts/prism.', 'contract/costly-replies', 'contract/secrets', 'contract/requests', 'trust/stop'],
  ...['journal/file/state-file', 'cli/mock-redis', 'cli/mock-state', 'cli/init', 'studio/users', 'data/world.'],
  ...['cli/verify.', 'contract/growth', 'api/v2/replay', 'cli/verify-', 'cli/mock-watch', 'data/live.'],
];

/** Starts with the slowest files. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = LONGEST.findIndex((name) => moduleId.includes(name));
      return place < 0 ? LONGEST.length : place;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
