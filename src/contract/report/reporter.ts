import type { ContractEvent } from '../outcome/result.ts';

/** Turns the events of a run into text, piece by piece. The `end` event returns the last piece. */
export type Reporter = (event: ContractEvent) => string;
