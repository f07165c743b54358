import type { Requirement } from '../contract/index.ts';
import { requirementsOf } from '../contract/index.ts';
import type { Face } from './face.ts';
import { documentedFace } from './faces/documented.ts';
import { v1Face } from './faces/v1.ts';
import { v2Face } from './faces/v2.ts';
import { allFaults, sharedFaults } from './faults/all.ts';
import { dateFaults } from './faults/deployed/dates.ts';
import { v1Faults } from './faults/v1/faults.ts';
import { v2Faults } from './faults/v2/faults.ts';
import { framingFaults } from './faults/v2/framing.ts';
import { wireFaults } from './faults/wire.ts';
import type { Conforming } from './right/conforming.ts';
import { conforming } from './right/documented.ts';
import { conformingV1 } from './right/v1.ts';
import { conformingV2 } from './right/v2.ts';
import type { Broken } from './trial.ts';

/** Servers to test the kit against, all of them variations of the correct server of an API. */
export interface Family {
  readonly face: Face;
  readonly broken: readonly Broken[];
  readonly right: readonly Conforming[];
}

/** The servers that ship with the kit, by API. */
export const FAMILIES: readonly Family[] = [
  { face: documentedFace, broken: [...allFaults, ...wireFaults(documentedFace)], right: conforming },
  { face: v1Face, broken: brokenOf(v1Face, v1Faults), right: conformingV1 },
  { face: v2Face, broken: brokenOf(v2Face, [...v2Faults, ...framingFaults]), right: conformingV2 },
];

/**
 * The broken servers of a deployed API: all that exist for it and, for each requirement that none of them breaks,
 * one of those for any API. The documented API has all of them.
 */
function brokenOf(face: Face, own: readonly Broken[]): readonly Broken[] {
  const any: readonly Broken[] = [...dateFaults(face), ...sharedFaults(face), ...wireFaults(face)];
  const isShown = ({ id }: Requirement) => own.some(({ breaks }) => breaks === id);
  const rest = requirementsOf(face.api)
    .filter((row) => !isShown(row))
    .flatMap(({ id }) => any.find(({ breaks }) => breaks === id) ?? []);
  return [...own, ...rest];
}
