import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import fc from 'fast-check';
import Fastify from 'fastify';
import { root } from '../../src/root.ts';
import { addViews, forScript } from '../../src/web/view.ts';

/** Templates of the test's own, rendered as ours are. */
async function render(
  t: TestContext,
  template: string,
  view: object,
): Promise<{ status: number; body: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'rollbook-views-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(path.join(folder, 'views'));
  symlinkSync(path.join(root, 'public'), path.join(folder, 'public'));
  writeFileSync(path.join(folder, 'views/page.njk'), template);
  const app = Fastify();
  t.after(() => app.close());
  addViews(app, { root: folder, strict: true, shell: { of: () => ({}), version: () => '' } });
  app.get('/', (_, reply) => reply.view('page', view));
  const { statusCode, body } = await app.inject('/');
  return { status: statusCode, body };
}

const VIEW = {
  name: 'Ada',
  blank: '',
  no: false,
  empty: [],
  nothing: null,
  person: { name: 'Ada' },
  rows: [{ a: 1 }],
};

const MISSPELT: readonly (readonly [place: string, template: string, name: string])[] = [
  ['what is printed', '{{ nmae }}', 'nmae'],
  ['what is printed of something', '{{ person.nmae }}', 'nmae'],
  ['an if', '{% if nmae %}x{% endif %}', 'nmae'],
  ['an if about something', '{% if person.nmae %}x{% endif %}', 'nmae'],
  ['an else-if', '{% if no %}x{% elif nmae %}y{% endif %}', 'nmae'],
  ['a comparison', "{% if nmae == 'x' %}x{% endif %}", 'nmae'],
  ['a negation', '{% if not nmae %}x{% endif %}', 'nmae'],
  ['a loop', '{% for row in rwos %}x{% endfor %}', 'rwos'],
  ['a loop over something', '{% for row in person.rows %}x{% endfor %}', 'rows'],
  ['a row of a loop', '{% for row in rows %}{{ row.b }}{% endfor %}', 'b'],
  ['a filter', '{{ nmae | upper }}', 'nmae'],
  ['an attribute', '<a href="{{ person.href }}">', 'href'],
  ['an argument', '{% macro m(x) %}{{ x }}{% endmacro %}{{ m(nmae) }}', 'nmae'],
];

for (const [place, template, name] of MISSPELT) {
  test(`a misspelt name in ${place} is refused and named`, async (t) => {
    const { status, body } = await render(t, template, VIEW);
    assert.equal(status, 500);
    assert.ok(body.includes(`nothing named ${name}`), body);
  });
}

test('what is there but empty is no mistake', async (t) => {
  const template =
    '{% if blank %}1{% endif %}{% if no %}2{% endif %}{% for x in empty %}3{% endfor %}{% if nothing %}4{% endif %}{{ blank }}{{ name }}';
  assert.deepEqual(await render(t, template, VIEW), { status: 200, body: 'Ada' });
});

const HOSTILE = `</script><script>alert(1)</script><!-- " ' & \u2028\u2029`;

test('what is printed is shown as text, in an element and in an attribute', async (t) => {
  const { body } = await render(t, '<p title="{{ name }}">{{ name }}</p>', { name: HOSTILE });
  assert.doesNotMatch(body, /<script|<\/script|<!--/);
  assert.match(body, /^<p title="[^"]*">[^<]*<\/p>$/);
});

test('data for a script cannot end the script, whatever is in it, and is read back as it was', async (t) => {
  const template = '<script type="application/json">{{ data | json }}</script>';
  const { body } = await render(t, template, { data: { text: HOSTILE } });
  const inside = body.slice('<script type="application/json">'.length, -'</script>'.length);
  assert.doesNotMatch(inside, /[<>&\u2028\u2029]/);
  assert.deepEqual(JSON.parse(inside), { text: HOSTILE });
});

test('any value survives the way into a script and back', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = forScript(value);
      assert.doesNotMatch(text, /[<>&\u2028\u2029]/);
      assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('an asset that was not built is named', async (t) => {
  const { status, body } = await render(t, "{{ asset('nothing.css') }}", {});
  assert.equal(status, 500);
  assert.ok(body.includes('no asset is named nothing.css'));
});
