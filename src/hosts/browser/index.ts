/**
 * For pages in a browser: keeps recorded data across reloads.
 *
 * @packageDocumentation
 */
export { type KeepOptions, keepInBrowser } from './keep-in-browser.ts';
