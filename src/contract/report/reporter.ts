import type { ContractEvent } from '../outcome/result.ts';

/** Turns the events of a run into text, piece by piece. The last piece comes with the `end` event. */
export type Reporter = (event: ContractEvent) => string;
