// What failed, in full; what was skipped, loudly; and one closing line that counts.
import { spec as Spec } from 'node:test/reporters';

export default async function* report(events) {
  const count = { passed: 0, failed: 0 };
  const skips = [];
  const spec = new Spec();
  for await (const event of events) {
    tally(event, count, skips);
    spec.write(event);
    for (let text = spec.read(); text !== null; text = spec.read()) yield text;
  }
  spec.end();
  for await (const text of spec) yield text;
  for (const line of skips) yield `${line}\n`;
  const tail = skips.length > 0 ? `, ${skips.length} skipped` : '';
  yield `\n${count.passed} passed, ${count.failed} failed${tail}\n`;
}

function tally({ type, data }, count, skips) {
  if (!['test:pass', 'test:fail'].includes(type) || data.details?.type === 'suite') return;
  const isTodo = data.todo !== undefined && data.todo !== false;
  if (type === 'test:fail' && !isTodo) count.failed++;
  else if (isFile(data)) return;
  else if (data.skip === undefined && !isTodo) count.passed++;
  else skips.push(`${isTodo ? 'NOT YET' : 'SKIPPED'} ${data.name}${whyNot(data)}`);
}

function whyNot({ skip, todo }) {
  const reason = [skip, todo].find((word) => typeof word === 'string' && word !== '');
  return reason === undefined ? '' : `: ${reason}`;
}

/** Each file is reported as a test of its own, around those it holds. */
function isFile({ file, name }) {
  return file?.endsWith(name ?? ' ') ?? false;
}
