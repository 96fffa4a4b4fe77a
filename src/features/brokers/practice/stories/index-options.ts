import { nextSession } from '../../../../lib/market-calendar.ts';
import { contractWords, morningAfter } from '../ledger/bookings.ts';
import { remove, settle, settlementOf } from '../ledger/endings.ts';
import { receiveCash } from '../ledger/receipts.ts';
import { planFor, strikeEnding, usualStrike } from './scenes.ts';
import { type Story, story } from './story.ts';

/** No shares change hands: cash does, in the row that removes the contract or in one beside it. */
export const INDEX_OPTIONS: readonly Story[] = [
  story('SPX', 'an index condor that expires worthless', (desk) => {
    const { date, expiresOn, strike } = planFor(desk, -128, 'PUT', 'worthless', { delta: 0.14, days: 20 });
    const at = desk.at(date, '10:18');
    const call = strikeEnding(
      desk,
      'CALL',
      'worthless',
      expiresOn,
      usualStrike(desk, 'CALL', expiresOn, at, 0.14),
    );
    desk.order(at, [
      desk.put(strike, expiresOn, -1),
      desk.put(strike - 50, expiresOn, 1),
      desk.call(call, expiresOn, -1),
      desk.call(call + 50, expiresOn, 1),
    ]);
    settle(desk, expiresOn);
  }),
  story('SPX', 'an index spread settled in cash', (desk) => {
    const { date, expiresOn, strike } = planFor(desk, -92, 'PUT', 'delivered', { days: 18 });
    desk.order(desk.at(date, '11:22'), [
      desk.put(strike, expiresOn, -1),
      desk.put(strike - 50, expiresOn, 1),
    ]);
    settle(desk, expiresOn);
  }),
  story('SPX', 'an index call whose cash comes in a row of its own', (desk) => {
    const { date, expiresOn, strike } = planFor(desk, -57, 'CALL', 'delivered', { days: 12, delta: 0.4 });
    desk.order(desk.at(date, '10:11'), [desk.call(strike, expiresOn, 1)]);
    const [call] = desk.positions;
    if (call === undefined) return;
    const cashE4 = settlementOf(call, desk.market.closeOn('SPX', expiresOn) / 100);
    const at = morningAfter(expiresOn, 33, 20);
    remove(desk, call, 1, 'Exercise', at);
    receiveCash(
      desk,
      at + 40_000,
      'RECEIVE_AND_DELIVER',
      `Cash settlement ${contractWords(call.contract, desk.of.name)}`,
      cashE4,
    );
  }),
  story('SPX', 'an index spread bought and sold on its last day', (desk) => {
    const date = desk.day(-18, 3);
    const expiresOn = desk.fridayOf(-18);
    const day = date < expiresOn ? expiresOn : nextSession(date);
    const at = desk.at(day, '09:52');
    const strike = usualStrike(desk, 'PUT', day, at, 0.2);
    const legs = [desk.put(strike, day, -1), desk.put(strike - 25, day, 1)];
    desk.order(at, legs);
    desk.order(
      desk.at(day, '14:49'),
      legs.map((leg) => desk.back(leg)),
    );
  }),
];
