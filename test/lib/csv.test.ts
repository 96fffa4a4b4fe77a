import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { readCsv } from '../../src/lib/csv.ts';

const cellsOf = (text: string) => [...readCsv(text)].map(({ cells }) => cells);

const texts: readonly (readonly [story: string, text: string, expected: readonly (readonly string[])[]])[] = [
  [
    'plain cells',
    'a,b\nc,d\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['no line ending at the end', 'a,b', [['a', 'b']]],
  ['the line endings of three systems', 'a\r\nb\nc\rd', [['a'], ['b'], ['c'], ['d']]],
  ['a byte order mark', '\uFEFF"a",b', [['a', 'b']]],
  [
    'commas, quotes and lines in quotes',
    '"1,234.56","6"" pipe","two\nlines"',
    [['1,234.56', '6" pipe', 'two\nlines']],
  ],
  ['empty cells, and a comma at the end', ',"",x,', [['', '', 'x', '']]],
  ['an empty line', 'a\n\nb', [['a'], [''], ['b']]],
  ['a quote within a plain cell', '6" pipe,x', [['6" pipe', 'x']]],
  ['something behind a closing quote', '"6" pipe,x', [['6 pipe', 'x']]],
  ['nothing', '', []],
];

for (const [story, text, expected] of texts) {
  test(`${story} are read`, () => assert.deepEqual(cellsOf(text), expected));
}

test('a record that ends inside quotes is not whole, nor is one as wide as no table', () => {
  const wholes = (text: string) => [...readCsv(text)].map(({ isWhole }) => isWhole);
  assert.deepEqual(wholes('a,b\n"c","d'), [true, false]);
  assert.deepEqual(wholes(`${','.repeat(5000)}\na`), [false, true]);
});

const cells = fc.oneof(fc.string(), fc.constantFrom('', '"', '""', ',', '\r\n', '$1,234.56'));
const tables = fc.array(fc.array(cells, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 });

test('what is quoted is read back as it was, whatever the line ending', () => {
  fc.assert(
    fc.property(tables, fc.constantFrom('\n', '\r\n', '\r'), fc.boolean(), (table, ending, isEnded) => {
      const rows = table.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','));
      assert.deepEqual(cellsOf(rows.join(ending) + (isEnded ? ending : '')), table);
    }),
  );
});

test('any text at all is read, and no letter outside quotes, commas and line ends is lost', () => {
  const texts = fc.array(fc.constantFrom('a', 'b', '"', ',', '\n', '\r')).map((letters) => letters.join(''));
  fc.assert(
    fc.property(texts, (text) => {
      const kept = cellsOf(text).flat().join('').replaceAll(/[^ab]/g, '');
      assert.equal(kept, text.replaceAll(/[^ab]/g, ''));
    }),
  );
});
