/** A page that was found: its path with its query, and what links to it say, the most usual first. */
export interface SeenPage {
  readonly path: string;
  readonly titles: readonly string[];
}
