import { existsSync } from 'node:fs';
import type { Way } from './need.ts';
import { runQuietly } from './run-quietly.ts';

/** Another process may be installing: wait for it. Where there is no network, a try is enough. */
const OPTIONS = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=0', '-o', 'Acquire::http::Timeout=20'];

/** Installs a package of Debian and Ubuntu, which only root may. */
export function aptPackage(name: string): Way {
  const apt = (...args: string[]) =>
    runQuietly('apt-get', [...OPTIONS, ...args], { env: { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' } });
  return {
    doing: `installing the package ${name}`,
    isOpen: () => process.getuid?.() === 0 && existsSync('/etc/debian_version'),
    async get() {
      await apt('update');
      await apt('install', '--yes', '--no-install-recommends', name);
    },
  };
}
