/**
 * Settings of an `npm` that a test runs, as environment. A connection that stalls is given up and made anew well before
 * the test's time is over: by itself npm waits five minutes for it.
 */
export const NPM_SETTINGS = {
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_prefer_offline: 'true',
  npm_config_fetch_timeout: '20000',
  npm_config_fetch_retries: '4',
  npm_config_fetch_retry_mintimeout: '1000',
  npm_config_fetch_retry_maxtimeout: '5000',
};
