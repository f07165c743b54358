/** The version of this package, as its package.json has it. Kept here too, for browsers can read no such file. */
export const VERSION = '0.1.0';
