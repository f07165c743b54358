import { describe } from 'vitest';
import { describeFaults, familyOf } from '../support/family.ts';

describe('the contract of the documented API', () => describeFaults(familyOf('documented')));
