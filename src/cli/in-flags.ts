/** The flags of `mock` that are called otherwise than the option which they set. */
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

/** Tells why an option cannot be used in the terms of the command line: `option keys:` is `--key:` there. */
export function inFlags(message: string): string {
  return message.replace(/: option ([\w.]+)(?:\[\d+\]\.([\w.]+))?: /, (_, option: string, field = '') => {
    const flag = FLAGS[option] ?? `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    return `: ${flag}${field === '' ? '' : ` ${field}`}: `;
  });
}
