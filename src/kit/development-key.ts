/** The API key that a mock accepts by default. It is published and protects nothing. */
export const DEVELOPMENT_KEY = 'DevKeyOpenReplayKit1';
