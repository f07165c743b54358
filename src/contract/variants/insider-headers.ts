/** Headers that only internal systems should set, by what they claim. */
export interface InsiderHeaders {
  /** What they claim, as in "headers that name another path". */
  readonly claim: string;
  readonly names: readonly string[];
  readonly value: string;
}

/** Headers in which proxies pass on the original URL. */
export const URL_HEADERS = [
  'x-original-url',
  'x-rewrite-url',
  'x-original-uri',
  'x-forwarded-uri',
  'x-forwarded-path',
  'x-envoy-original-path',
];

/** Headers in which proxies pass on who is signed in. */
export const USER_HEADERS = [
  'x-user',
  'x-user-id',
  'x-userid',
  'x-username',
  'x-remote-user',
  'remote-user',
  'x-forwarded-user',
  'x-forwarded-email',
  'x-auth-request-user',
  'x-auth-request-email',
  'x-authenticated-user',
  'x-authenticated-userid',
  'x-consumer-id',
  'x-consumer-username',
  'x-consumer-custom-id',
  'x-credential-identifier',
  'x-goog-authenticated-user-email',
  'x-ms-client-principal-name',
  'x-amzn-oidc-identity',
  'cf-access-authenticated-user-email',
  'x-impersonate',
  'x-impersonate-user',
  'x-on-behalf-of',
  'x-act-as',
  'x-customer-id',
];

/** Headers in which a gateway passes on the tenant. */
export const TENANT_HEADERS = [
  'x-tenant',
  'x-tenant-id',
  'x-organization',
  'x-organization-id',
  'x-org-id',
  'x-account-id',
  'x-project-id',
  'x-project-key',
];

const ADDRESS_HEADERS = [
  'x-forwarded-for',
  'x-real-ip',
  'x-client-ip',
  'client-ip',
  'true-client-ip',
  'cf-connecting-ip',
  'x-cluster-client-ip',
  'x-originating-ip',
  'x-remote-ip',
  'x-remote-addr',
];

const KEY_HEADERS = ['x-api-key', 'api-key', 'apikey', 'x-auth-token', 'x-access-token', 'x-authorization'];

/** Headers in which proxies pass on the content of a token that they have verified. */
const TOKEN_HEADERS = [
  'x-amzn-oidc-data',
  'x-amzn-oidc-accesstoken',
  'x-goog-iap-jwt-assertion',
  'cf-access-jwt-assertion',
  'x-ms-client-principal',
  'x-endpoint-api-userinfo',
  'x-forwarded-access-token',
  'x-jwt-assertion',
  'x-jwt-payload',
  'x-userinfo',
  'x-id-token',
];

/** The payload `{"sub":"admin"}` in an unsigned token. */
const MADE_UP_TOKEN = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.';

/** Headers in which a TLS terminator reports that it has verified a certificate. */
const CERTIFICATE_HEADERS = [
  'ssl-client-verify',
  'x-ssl-client-verify',
  'x-client-verify',
  'x-ssl-client-verified',
  'x-client-cert-verified',
  'x-ssl-authenticated',
];

const ROLE_HEADERS = ['x-role', 'x-roles', 'x-user-role', 'x-user-roles', 'x-scope', 'x-scopes', 'x-groups'];

const FLAGS = [
  'x-internal',
  'x-internal-request',
  'x-internal-call',
  'x-internal-service',
  'x-service',
  'x-service-name',
  'x-service-account',
  'x-envoy-internal',
  'x-admin',
  'x-is-admin',
  'x-authenticated',
  'x-auth-verified',
  'x-bypass-auth',
  'x-skip-auth',
  'x-health-check',
  'x-probe',
  'x-preview',
  'x-test',
];

/** Debug switches. */
export const DEBUG_HEADERS = ['x-debug', 'x-debug-mode', 'debug', 'x-trace', 'x-verbose', 'x-profile', 'x-explain'];

/** Headers that make a server treat a stranger as an insider. The user is the one whose data is requested. */
export function insiderHeaders(user: string): InsiderHeaders[] {
  return [
    { claim: 'another path', names: URL_HEADERS, value: '/' },
    { claim: 'an address of the machine itself', names: ADDRESS_HEADERS, value: '127.0.0.1' },
    { claim: 'an address of a private net', names: ADDRESS_HEADERS, value: '10.0.0.1' },
    {
      claim: 'an address of the machine itself',
      names: ['forwarded'],
      value: 'for=127.0.0.1;host=localhost;proto=https',
    },
    { claim: 'a key that was checked', names: KEY_HEADERS, value: 'checked-by-the-gateway' },
    { claim: 'a user who signed in', names: USER_HEADERS, value: user },
    { claim: 'a token that was checked', names: TOKEN_HEADERS, value: MADE_UP_TOKEN },
    { claim: 'a certificate that was checked', names: CERTIFICATE_HEADERS, value: 'SUCCESS' },
    { claim: 'a role', names: ROLE_HEADERS, value: 'admin' },
    { claim: 'a tenant', names: TENANT_HEADERS, value: '1' },
    { claim: 'an inner request', names: FLAGS, value: '1' },
    { claim: 'an inner request', names: FLAGS, value: 'true' },
    { claim: 'a debug mode', names: DEBUG_HEADERS, value: '1' },
    {
      claim: 'a step of the middleware',
      names: ['x-middleware-subrequest'],
      value: 'middleware:middleware:middleware:middleware:middleware',
    },
    { claim: 'another method', names: METHOD_HEADERS, value: 'OPTIONS' },
    { claim: 'an inner host', names: ['x-forwarded-host', 'x-host', 'x-forwarded-server'], value: 'localhost' },
  ];
}

const METHOD_HEADERS = ['x-http-method-override', 'x-http-method', 'x-method-override', 'x-forwarded-method'];

/** The same value under each of these names. */
export function under(names: readonly string[], value: string): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, value]));
}
