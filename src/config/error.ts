/** The configuration is wrong: each sentence names a key and what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
