import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { whyWeak } from '../../../src/features/auth/engine/password-rules.ts';

const OWN = ['Johanna Roth', 'jo.roth@harbour-light.example'];

const GOOD = [
  'correct horse battery',
  'a long walk beside the sea',
  'Übermorgen fährt kein Zug',
  'सूरज पूरब में उगता है',
  '八月の静かな朝に犬が走った',
  'mf8!kQz;tV2w',
  '🦊🐢🌵🚲🎻🍋🧭🪁🧵🪐🛶🧊',
  'Keep 4 kettles, boil none of them',
];

const TRIED_FIRST = [
  'password1234',
  'Password1234!',
  'P4ssw0rd1234!',
  'passwordpassword',
  'administrator1',
  'qwertyuiop12',
  'aaaaaaaaaaaaaaaa',
  '123456789012',
  'abcdefghijklm',
  'letmeinletmein',
  '            ',
  'rollbook2026',
  'zerodha-schwab',
  'Winter2025!!',
  'iloveyou1234',
  'abababababab',
];

const OWN_WORDS = ['JohannaRoth1', 'johanna.roth.1', 'harbour-light1', 'roth johanna 12', 'J0hanna-r0th-12'];

for (const password of GOOD) {
  test(`"${password}" is welcome`, () => assert.equal(whyWeak(password, OWN), null));
}

for (const password of TRIED_FIRST) {
  test(`"${password}" is among those tried first`, () =>
    assert.match(whyWeak(password, OWN) ?? '', /tried first/));
}

for (const password of OWN_WORDS) {
  test(`"${password}" is made of one's own name or address`, () => {
    assert.match(whyWeak(password, OWN) ?? '', /tried first/);
  });
}

test('eleven signs are too few, twelve enough, 128 enough, 129 too many; a sign is what a person counts', () => {
  const of = (length: number) =>
    whyWeak([...'🦊walk🐢beside🌵the🚲sea🎻'.repeat(9)].slice(0, length).join(''));
  assert.match(of(11) ?? '', /at least 12/);
  assert.equal(of(12), null);
  assert.equal(of(128), null);
  assert.match(of(129) ?? '', /at most 128/);
});

test('any text is judged, and what is refused is refused with a sentence', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.string(), (password, own) => {
      const why = whyWeak(password, [own]);
      assert.ok(why === null || /^[A-Z].*\.$/.test(why));
      if ([...password].length < 12) assert.notEqual(why, null);
    }),
  );
});

test('somebody else’s name takes nothing from a password', () => {
  assert.equal(whyWeak('johanna keeps eleven goats', ['Ravi', 'ravi@example.com']), null);
});
