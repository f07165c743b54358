/** What befalls one reply. */
export interface Effect {
  /** The faults that do it, by ID. */
  readonly faultIds: readonly string[];
  /** How long the reply is held back, in milliseconds. */
  readonly delayMs: number;
  /** The refusal that is sent instead of the reply. */
  readonly refusal?: {
    readonly status: number;
    readonly message: string;
    readonly headers: Readonly<Record<string, string>>;
  };
  /** The connection is closed without a reply. */
  readonly drop?: true;
  /** The share of the body that is sent before the connection breaks, 0 to below 1. */
  readonly cut?: number;
}
