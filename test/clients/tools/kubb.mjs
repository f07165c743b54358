import { AsyncEventEmitter, build } from '@kubb/core';
import { pluginClient } from '@kubb/plugin-client';
import { pluginOas } from '@kubb/plugin-oas';
import { pluginTs } from '@kubb/plugin-ts';
import { pluginZod } from '@kubb/plugin-zod';

export async function run(file, folder) {
  // it writes all a second time, with the same names below the working directory
  process.chdir(folder);
  const events = new AsyncEventEmitter();
  events.on('warn', (...texts) => console.warn(...texts));
  events.on('error', (error) => console.error(error));
  await build({
    config: {
      root: folder,
      input: { path: file },
      output: { path: '.', write: true },
      plugins: [pluginOas(), pluginTs(), pluginZod({ version: '4' }), pluginClient({ client: 'fetch' })],
    },
    events,
  });
}
