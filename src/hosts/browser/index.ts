/**
 * What only a page in a browser needs: keeping what is recorded over a reload.
 *
 * @packageDocumentation
 */
export { type KeepOptions, keepInBrowser } from './keep-in-browser.ts';
