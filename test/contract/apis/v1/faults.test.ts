import { describe } from 'vitest';
import { describeFaults, familyOf } from '../../../support/family.ts';

describe('the contract of v1', () => describeFaults(familyOf('v1')));
