import { type FrontSetup, page } from './front.ts';

const PAGE = '<!doctype html><title>OpenReplay</title>\n';

/** nginx as the product configures it in front of v1: unknown paths get the page of the web application. */
export const V1_FRONT: Omit<FrontSetup, 'upstream'> = {
  name: 'nginx',
  prefix: '/api',
  atLineFeed: 'cut',
  elsewhere: { status: 200, body: PAGE },
  headers: { 'cache-control': 'no-store,no-cache', pragma: 'no-cache' },
};

const V2_NAME = 'nginx/1.22.1';

/** nginx with the location from the product's Helm chart, in front of v2. */
export const V2_FRONT: Omit<FrontSetup, 'upstream'> = {
  name: V2_NAME,
  prefix: '/v2/api',
  atLineFeed: 'leave',
  elsewhere: { status: 404, body: page(404, 'Not Found', V2_NAME) },
  headers: {
    'access-control-allow-methods': 'POST, GET, PATCH, DELETE, OPTIONS, PUT',
    'access-control-allow-headers': 'Content-Type, Authorization, Content-Encoding, X-Openreplay-Batch',
    'access-control-expose-headers': 'Content-Length',
    'access-control-max-age': '3600',
    'access-control-allow-credentials': 'true',
  },
  largestBody: 1_048_576,
};
