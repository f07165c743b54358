export { EXAMPLES } from '../schema/examples.ts';
