/** The API key that a mock takes unless told otherwise. It is published: it protects nothing. */
export const DEVELOPMENT_KEY = 'DevKeyOpenReplayKit1';
