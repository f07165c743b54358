import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scaled } from './patience.ts';
import { findRedisServer } from './redis-server.ts';

/** A sentinel that monitors one server and its replicas. */
interface Sentinel {
  readonly port: number;
  stop(): Promise<void>;
}

/** Starts a sentinel in its own folder; it calls the server `kit`, and declares it down after half a second (scaled). */
export async function startSentinel(port: number, folder: string, primaryPort: number): Promise<Sentinel> {
  const config = join(folder, 'sentinel.conf');
  const lines = [
    `port ${port}`,
    'bind 127.0.0.1',
    `dir ${folder}`,
    `sentinel monitor kit 127.0.0.1 ${primaryPort} 1`,
    `sentinel down-after-milliseconds kit ${scaled(500)}`,
    `sentinel failover-timeout kit ${scaled(3_000)}`,
  ];
  writeFileSync(config, `${lines.join('\n')}\n`);
  const child = spawn(findRedisServer(), [config, '--sentinel'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (/monitor master kit/.test(said)) resolve();
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`The sentinel ended before it was ready: ${said}`)));
  });
  return {
    port,
    async stop() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
