import { withHead } from '../faults/fault.ts';
import type { Conforming } from './conforming.ts';
import { defaults } from './defaults.ts';
import { inFront } from './in-front.ts';
import { own } from './own.ts';

/** Servers as teams write them, and what they run in front, all correct. */
export const conforming: readonly Conforming[] = [...inFront, ...defaults, ...own].map((variant) => ({
  ...variant,
  wrap: (right) => withHead(variant.wrap(right)),
}));
