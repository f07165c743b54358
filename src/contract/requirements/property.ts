import fc from 'fast-check';
import { ContractFailure, Inconclusive } from '../outcome/failure.ts';

/** Checks a property over random values. Throws the failure of the smallest value that breaks it. */
export async function assertProperty<T>(
  arbitrary: fc.Arbitrary<T>,
  check: (value: T) => Promise<void>,
  { seed, numRuns }: { readonly seed: number; readonly numRuns: number },
): Promise<void> {
  let smallest: ContractFailure | undefined;
  const property = fc.asyncProperty(arbitrary, async (value) => {
    try {
      await check(value);
    } catch (error) {
      // each failure found while shrinking is smaller than the one before
      if (error instanceof ContractFailure) smallest = error;
      // no requests are left for shrinking: the smallest failure so far counts
      else if (error instanceof Inconclusive && smallest) return;
      throw error;
    }
  });
  const result = await fc.check(property, { seed, numRuns });
  if (smallest) throw smallest;
  if (result.failed) throw result.errorInstance;
}
