import assert from 'node:assert/strict';
import test from 'node:test';
import { killSyncs } from '../../support/kill-sync.ts';

test('killed at any moment of a sync, nothing is lost and nothing is there twice', async () => {
  const { kills, unfinished } = await killSyncs({ kills: 10, killsEach: 5, years: 1 });
  assert.ok(unfinished > 0, `of ${kills} kills none came while something was left to do`);
});
