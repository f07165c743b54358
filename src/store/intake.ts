// loaded together on first recording, as a mock that only serves generated data needs none of it
export { parseSnapshot } from './parse-snapshot.ts';
export { Recorder } from './recorder.ts';
