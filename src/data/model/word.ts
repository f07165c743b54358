/** Lists of words that go together: of one group all parts of a text are drawn. */
export type WordGroup = Readonly<Record<string, readonly string[]>>;

/** What stands for a name in curly braces: a text, texts to draw from, or groups of words by the names of their parts. */
export type Word = string | readonly string[] | readonly WordGroup[];
