/** Something that tests use and npm does not bring, such as a browser. */
export interface Need {
  /** What a user calls it, such as `Chromium`; it completes `No ... here`. */
  readonly name: string;
  /** Finds one that runs on this machine. Throws with one sentence that says what to do when there is none. */
  find(): string;
  /** How to get one, the best way first. */
  readonly ways: readonly Way[];
}

/** One way to get what is needed. */
export interface Way {
  /** Completes `No Chromium here: `, such as `installing the package chromium`. */
  readonly doing: string;
  /** Whether this machine has what the way itself needs, such as a package manager. */
  isOpen(): boolean;
  /** Gets it without printing anything. Rejects with the reason in a few words. */
  get(): Promise<void>;
}
