/** Gives the first value of a header of a request, by its name in lower case; undefined where there is none. */
export type HeaderReader = (name: string) => string | undefined;
