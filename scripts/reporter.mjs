// What failed, in full; what was skipped, loudly; and one closing line that counts.

import { compose, Transform } from 'node:stream';
import { spec } from 'node:test/reporters';

const count = { passed: 0, failed: 0, skipped: 0 };
const skips = [];

const counter = new Transform({
  objectMode: true,
  transform(event, _encoding, done) {
    const isTest =
      event.data?.details?.type !== 'suite' && !event.data?.file?.endsWith(event.data?.name ?? ' ');
    if (event.type === 'test:pass' && isTest) tally(event.data);
    if (event.type === 'test:fail' && event.data.details?.type !== 'suite') count.failed++;
    done(null, event);
  },
});

function tally(data) {
  if (data.skip === undefined && data.todo === undefined) {
    count.passed++;
    return;
  }
  count.skipped++;
  skips.push(`SKIPPED ${data.name}${typeof data.skip === 'string' && data.skip ? `: ${data.skip}` : ''}`);
}

const closing = new Transform({
  transform(chunk, _encoding, done) {
    done(null, chunk);
  },
  flush(done) {
    const tail = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
    this.push(
      `${skips.map((line) => `${line}\n`).join('')}\n${count.passed} passed, ${count.failed} failed${tail}\n`,
    );
    done();
  },
});

export default compose(counter, new spec(), closing);
