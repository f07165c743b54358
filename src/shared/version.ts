/** The version of this package, as in package.json, which browsers cannot read. */
export const VERSION = '0.1.0';
