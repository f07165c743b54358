/** A page that was found: its path with its query, and the texts of links to it, the most common first. */
export interface SeenPage {
  readonly path: string;
  readonly titles: readonly string[];
}
