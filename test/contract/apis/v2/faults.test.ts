import { describe } from 'vitest';
import { describeFaults, familyOf } from '../../../support/family.ts';

describe('the contract of v2', () => describeFaults(familyOf('v2')));
