import { describeServer } from './describe-server.ts';

// the global fetch reaches a listening server
describeServer({ baseUrl: process.env.SERVER_URL ?? '' });
