import { gzipSync } from 'node:zlib';
import type { Bench, Figure } from './figure.ts';
import { type SignedIn, signedIn } from './signed-in.ts';

const KB = 1000;

/** What a first visit costs over the wire, compressed as nginx.conf does it. */
export const bench: Bench = async () => {
  const desk = await signedIn();
  const guest = await weigh('/login', (path) => fetch(desk.server.origin + path));
  const signed = await weigh('/', desk.fetch);
  await desk.server.stop();
  return [...guest, ...signed];
};

async function weigh(page: string, fetchPage: SignedIn['fetch']): Promise<readonly Figure[]> {
  const html = await textOf(fetchPage, page);
  const scripts = addresses(html, /<script[^>]+src="([^"]+)"/g);
  const styles = addresses(html, /<link rel="stylesheet" href="([^"]+)"/g);
  const css = await Promise.all(styles.map((path) => textOf(fetchPage, path)));
  const js = await Promise.all(scripts.map((path) => textOf(fetchPage, path)));
  const foreign = [html, ...css].flatMap((text) =>
    addresses(text, /(?:src|href|url)[=(]["']?((?:https?:)?\/\/[^"')\s]+)/g),
  );
  const common = { floor: null, unit: 'KB' };
  return [
    { ...common, figure: `${page}: JavaScript`, value: compressed(js), goal: 20 },
    { ...common, figure: `${page}: HTML and CSS`, value: compressed([html, ...css]), goal: 30 },
    { ...common, figure: `${page}: from another origin`, value: foreign.length, unit: 'addresses', goal: 0 },
  ];
}

async function textOf(fetchPage: SignedIn['fetch'], path: string): Promise<string> {
  const answer = await fetchPage(path);
  if (answer.status !== 200) throw new Error(`${path} was answered with ${answer.status}`);
  return answer.text();
}

const addresses = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, address = '']) => address);

const compressed = (texts: readonly string[]) =>
  texts.reduce((sum, text) => sum + gzipSync(text, { level: 5 }).length, 0) / KB;
