/** Lists of words that belong together: all parts of a text are drawn from one group. */
export type WordGroup = Readonly<Record<string, readonly string[]>>;

/** What replaces a name in curly braces: a text, texts to draw from, or groups of words by the names of their parts. */
export type Word = string | readonly string[] | readonly WordGroup[];
