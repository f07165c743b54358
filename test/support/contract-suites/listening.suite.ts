import { describeServer } from './describe-server.ts';

// what listens is reached by the global fetch
describeServer({ baseUrl: process.env.SERVER_URL ?? '' });
