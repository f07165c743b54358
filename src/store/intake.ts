// loaded as one when something is first recorded, as a mock of which only generated people are asked needs none of it
export { parseSnapshot } from './parse-snapshot.ts';
export { Recorder } from './recorder.ts';
