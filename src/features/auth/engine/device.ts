/**
 * Rule: a browser is called what its owner would call it, as far as it says so itself. Example: the long line that an
 * iPhone sends reads "Safari on iPhone".
 */
const DEVICES: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Mac OS X|Macintosh/, 'Mac'],
  [/Windows/, 'Windows'],
  [/Linux|X11/, 'Linux'],
];

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, 'Edge'],
  [/Firefox\/|FxiOS/, 'Firefox'],
  [/Chrome\/|CriOS/, 'Chrome'],
  [/Safari\//, 'Safari'],
];

export function deviceOf(agent: string): string {
  const device = DEVICES.find(([sign]) => sign.test(agent))?.[1];
  const browser = BROWSERS.find(([sign]) => sign.test(agent))?.[1];
  if (browser && device) return `${browser} on ${device}`;
  return browser ?? device ?? (agent === '' ? 'Unknown browser' : agent.slice(0, 40));
}
