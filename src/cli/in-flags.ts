/** The flags of `mock` whose name differs from the option they set. */
const FLAGS: Readonly<Record<string, string>> = {
  keys: '--key',
  projects: '--project',
  apis: '--api',
  faults: '--fault',
  scenarios: '--scenario',
  'limits.headerBytes': '--max-header',
  'limits.bodyBytes': '--max-body',
  'limits.bodyItems': '--max-items',
  'limits.textBytes': '--max-text',
  'limits.requestMs': '--request-timeout',
  'limits.idleMs': '--idle-timeout',
  'limits.connections': '--max-connections',
};

/** Rewrites a message about an option in terms of the command line: `option keys:` becomes `--key:`. */
export function inFlags(message: string): string {
  // of a file, what is wrong as a whole needs no name
  return message
    .replace(': input: ', ': ')
    .replace(/: option ([\w.]+)(?:\[\d+\]\.([\w.]+))?: /, (_, option: string, field = '') => {
      const flag = FLAGS[option] ?? `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
      return `: ${flag}${field === '' ? '' : ` ${field}`}: `;
    });
}
