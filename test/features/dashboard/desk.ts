import assert from 'node:assert/strict';
import { bumpVersion } from '../../../src/db/marks.ts';
import { write } from '../../../src/db/write.ts';
import { connect } from '../../../src/features/brokers/index.ts';
import { syncAndWait } from '../../../src/features/connections/index.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { type SignedIn, signIn } from '../../support/people.ts';

export interface Practised {
  readonly house: TestHouse;
  readonly ada: SignedIn;
}

/** Ada with the practice market read. */
export async function openPractised(t: Parameters<typeof openTestHouse>[0]): Promise<Practised> {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const actor = { userId: ada.id, label: 'ada', via: 'page', address: null } as const;
  const made = connect(house.deps, actor, 'practice');
  assert.ok(made.ok);
  const read = await syncAndWait(house.deps, actor, made.value.id);
  assert.ok(read.ok && read.value.state === 'idle');
  return { house, ada };
}

export function change({ house, ada }: Practised, sql: string): void {
  write(house.deps.db, (tx) => {
    tx.$client.exec(sql);
    bumpVersion(tx, ada.id);
  });
}
