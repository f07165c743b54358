import { createLoader } from '../shared/loader.ts';

/** Loads what checks what is recorded, which is only needed once something is. */
export const loadIntake = createLoader(() => import('./intake.ts'));
