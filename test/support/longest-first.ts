import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Test files that take longest, so that no worker is left alone with one of them in the end. */
const LONGEST = [
  ...['readme/snippets', 'package/tarball', 'contract/hostile', 'journal/file/kill', 'cli/verify-memory'],
  ...['contract/entrances', 'studio/accessibility', 'honest/honest.strict', 'contract/faults', 'contract/conforming'],
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
