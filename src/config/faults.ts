import type { Settings } from './environment.ts';
import { isLoopback } from './hosts.ts';
import type { Config } from './shape.ts';

/** What each setting by itself cannot show: sentences, or none. */
export function faultsIn(env: Settings, config: Config): readonly string[] {
  return [...halfApps(env), ...productionFaults(config), ...exposureFaults(config)];
}

function halfApps(env: Settings): readonly string[] {
  const pairs = [
    ['SCHWAB_APP_KEY', 'SCHWAB_APP_SECRET'],
    ['KITE_API_KEY', 'KITE_API_SECRET'],
  ] as const;
  return pairs
    .filter(([key, secret]) => (env[key] === undefined) !== (env[secret] === undefined))
    .map(([key, secret]) => `${key} and ${secret} belong together: one is set and the other is not.`);
}

function productionFaults(config: Config): readonly string[] {
  if (config.mode !== 'production' || config.encryptionKeys.length > 0) return [];
  return ['ENCRYPTION_KEY is missing. In production it must be set; make one with: openssl rand -hex 32.'];
}

function exposureFaults(config: Config): readonly string[] {
  const secure = config.publicUrl?.protocol === 'https:';
  if (isLoopback(config.host) || secure || config.plainHttp) return [];
  return [
    `HOST is ${config.host}, which other machines can reach, and nothing says that they come through TLS. ` +
      'Set PUBLIC_URL=https://... to the address of the proxy in front, or ALLOW_PLAIN_HTTP=1, ' +
      'which lets anyone on the network read passwords and figures as they pass.',
  ];
}
