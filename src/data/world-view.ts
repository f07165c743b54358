/** How much of a user's generated history is shown. */
export type HistoryView = 'whole' | 'none' | 'first-visit' | 'huge';

/** What is shown of a user's generated events. */
export interface WorldView {
  readonly history: HistoryView;
  /** True shows INPUT events too; the other events stay the same, except in a huge history. */
  readonly inputEvents: boolean;
  /** True shows times of the visitor's wrong clock, while session IDs encode the server's time. */
  readonly clockSkew: boolean;
}

/** Writes a view as a text, the same for equal views. */
export function nameView({ history, inputEvents, clockSkew }: WorldView): string {
  return `${history}${inputEvents ? '+inputs' : ''}${clockSkew ? '+skew' : ''}`;
}
