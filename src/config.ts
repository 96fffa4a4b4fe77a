import { environment, sentence } from './config/environment.ts';
import { ConfigError } from './config/error.ts';
import { faultsIn } from './config/faults.ts';
import { toConfig } from './config/from-settings.ts';
import { type Environment, SECRETS, withoutBlanks, withSecretFiles } from './config/secret-files.ts';
import type { Config } from './config/shape.ts';

export { ConfigError } from './config/error.ts';
export { key } from './config/key.ts';
export type { Config } from './config/shape.ts';

export const configKeys = [...Object.keys(environment.shape), ...SECRETS.map((name) => `${name}_FILE`)];

/** The only reader of the environment. Throws a ConfigError: each of its sentences names a key and what to do. */
export function readConfig(env: Environment, root: string): Config {
  const parsed = environment.safeParse(withoutBlanks(withSecretFiles(env)));
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(sentence).join('\n'));
  const config = toConfig(parsed.data, root);
  const faults = faultsIn(parsed.data, config);
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  return Object.freeze(config);
}
