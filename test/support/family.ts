import { beforeAll, describe, expect, it } from 'vitest';
import { GROUPS, requirementsOf } from '../../src/contract/index.ts';
import { FAMILIES, type Family } from '../../src/self-test/families.ts';
import { judgeOn, type Subject } from '../../src/self-test/trial.ts';
import { judgeInFull } from '../../src/self-test/verdict.ts';

/** The family of an API. */
export function familyOf(api: Family['face']['api']): Family {
  const family = FAMILIES.find(({ face }) => face.api === api);
  if (!family) throw new RangeError(`There is no family of "${api}".`);
  return family;
}

/** One broken server for each group of requirements: `npm run mutants` tries all of them. */
function oneOfEachGroup(broken: Family['broken']): Family['broken'] {
  return GROUPS.flatMap((group) => broken.find(({ breaks }) => breaks.startsWith(`${group}-`)) ?? []);
}

/** Declares tests that broken servers of a family are detected by the requirements that they are designed to break. */
export function describeFaults({ face, broken }: Family): void {
  let subject: Subject;
  beforeAll(async () => {
    subject = { face, right: await face.createServer() };
  });

  describe('a fault of each group breaks its requirement', () => {
    it.each(oneOfEachGroup(broken).map((fault) => [fault.breaks, fault.name, fault] as const))(
      '%s: %s',
      async (id, _, fault) => {
        const { results } = await judgeOn(subject, fault);
        const result = results.find((one) => one.id === id);
        expect(result).toMatchObject({
          outcome: 'not met',
          expected: expect.any(String),
          received: expect.any(String),
        });
      },
    );
  });

  it('a right server meets every requirement that it can', async () => {
    const { results } = await judgeInFull(face, subject.right);
    const wrong = results.filter(({ outcome }) => outcome !== 'met');
    expect(wrong.filter(({ id }) => !face.warns?.includes(id))).toEqual([]);
    expect(results).toHaveLength(requirementsOf(face.api).length);
  });

  it('every requirement is broken by a fault, so that none is met by nature', () => {
    const made = new Set(broken.map(({ breaks }) => breaks));
    expect(requirementsOf(face.api).filter(({ id }) => !made.has(id))).toEqual([]);
  });
}
