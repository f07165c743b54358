/** How much of a user's generated history is shown. */
export type HistoryView = 'whole' | 'none' | 'first-visit' | 'huge';

/** What is shown of a user's generated events. */
export interface WorldView {
  readonly history: HistoryView;
  /** True shows INPUT events too; the other events stay the same, save in a huge history. */
  readonly inputEvents: boolean;
  /** True shows times as a visitor's wrong clock gives them, while session IDs hold the server's time. */
  readonly clockSkew: boolean;
}

/** Writes a view as a text: equal views give the same. */
export function nameView({ history, inputEvents, clockSkew }: WorldView): string {
  return `${history}${inputEvents ? '+inputs' : ''}${clockSkew ? '+skew' : ''}`;
}
