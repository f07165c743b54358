import { describeServer } from './describe-server.ts';

describeServer({ fetch: () => Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })) });
