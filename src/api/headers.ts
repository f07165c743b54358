/** Returns the first value of a request header, by its name in lower case; undefined if there is none. */
export type HeaderReader = (name: string) => string | undefined;
