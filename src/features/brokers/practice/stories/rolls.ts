import { settle } from '../ledger/endings.ts';
import { expiryIn, strikeStep } from '../market/contracts.ts';
import {
  planFor,
  sessionsAfter,
  sessionsBefore,
  soldAndTested,
  strikeEnding,
  usualStrike,
} from './scenes.ts';
import { type Story, story } from './story.ts';

const MINUTE = 60_000;

/** Every way in which a put is rolled. */
export const ROLLS: readonly Story[] = [
  story('KO', 'a roll in one order', (desk) => {
    const { sold, rollOn, strike, expiresOn } = soldAndTested(desk, -140, 2);
    desk.order(desk.at(rollOn, '11:20'), [desk.back(sold), desk.put(strike, expiresOn, -2)]);
    settle(desk, expiresOn);
  }),
  story('KO', 'a roll in two orders, seven minutes apart', (desk) => {
    const { sold, rollOn, strike, expiresOn } = soldAndTested(desk, -124, 2);
    const at = desk.at(rollOn, '13:14');
    desk.order(at, [desk.back(sold)]);
    desk.order(at + 7 * MINUTE, [desk.put(strike, expiresOn, -2)]);
    settle(desk, expiresOn);
  }),
  story('SLV', 'a roll that opens first', (desk) => {
    const { sold, rollOn, strike, expiresOn } = soldAndTested(desk, -128, 1);
    const at = desk.at(rollOn, '14:02');
    desk.order(at, [desk.put(strike, expiresOn, -1)]);
    desk.order(at + 7 * MINUTE, [desk.back(sold)]);
    settle(desk, expiresOn);
  }),
  story('KO', 'a partial roll, 3 of 5', (desk) => {
    const { sold, rollOn, strike, expiresOn } = soldAndTested(desk, -108, 5);
    desk.order(desk.at(rollOn, '10:55'), [desk.back(sold, 3), desk.put(strike, expiresOn, -3)]);
    desk.order(desk.at(sessionsAfter(rollOn, 1), '12:31'), [desk.back(sold, 2)]);
    settle(desk, expiresOn);
  }),
  story('SLV', 'a roll and an add', (desk) => {
    const { sold, rollOn, strike, expiresOn } = soldAndTested(desk, -84, 2);
    desk.order(desk.at(rollOn, '15:10'), [desk.back(sold), desk.put(strike, expiresOn, -3)]);
    settle(desk, expiresOn);
  }),
  story('DIS', 'a roll into two expiries', (desk) => {
    const { sold, rollOn, strike, expiresOn } = soldAndTested(desk, -120, 2);
    const later = sessionsAfter(expiresOn, 5);
    const second = strikeEnding(desk, 'PUT', 'worthless', later, strike);
    desk.order(desk.at(rollOn, '11:47'), [
      desk.back(sold),
      desk.put(strike, expiresOn, -1),
      desk.put(second, later, -1),
    ]);
    settle(desk, expiresOn);
    settle(desk, later);
  }),
  story('KO', 'a roll later the same day', (desk) => {
    const { sold, rollOn, strike, expiresOn } = soldAndTested(desk, -92, 2);
    desk.order(desk.at(rollOn, '10:12'), [desk.back(sold)]);
    desk.order(desk.at(rollOn, '14:38'), [desk.put(strike, expiresOn, -2)]);
    settle(desk, expiresOn);
  }),
  story('KO', 'a roll the next day', (desk) => {
    const { sold, rollOn, strike, expiresOn } = soldAndTested(desk, -76, 1);
    desk.order(desk.at(rollOn, '15:31'), [desk.back(sold)]);
    desk.order(desk.at(sessionsAfter(rollOn, 1), '09:58'), [desk.put(strike, expiresOn, -1)]);
    settle(desk, expiresOn);
  }),
  story('SLV', 'a re-entry six minutes later', (desk) => {
    const { date, expiresOn, strike } = planFor(desk, -58, 'PUT', 'worthless');
    const sold = desk.put(strike, expiresOn, -2);
    desk.order(desk.at(date, '10:00'), [sold]);
    const at = desk.at(sessionsAfter(date, 3), '10:00');
    desk.order(at, [desk.back(sold)]);
    desk.order(at + 6 * MINUTE, [sold]);
    settle(desk, expiresOn);
  }),
  story('KO', 'two rolls in one window', (desk) => {
    const { sold, rollOn, strike, expiresOn } = soldAndTested(desk, -58, 1);
    const at = desk.at(rollOn, '11:30');
    const step = strikeStep(desk.of, strike);
    const between = desk.put(strike + step, expiresOn, -1);
    desk.order(at, [desk.back(sold)]);
    desk.order(at + 2 * MINUTE, [between]);
    desk.order(at + 5 * MINUTE, [desk.back(between)]);
    desk.order(at + 8 * MINUTE, [desk.put(strike, expiresOn, -1)]);
    settle(desk, expiresOn);
  }),
  story('DIS', 'an order filled on two days', (desk) => {
    const { date, expiresOn, strike } = planFor(desk, -142, 'PUT', 'worthless');
    const order = desk.order(desk.at(date, '15:41'), [desk.put(strike, expiresOn, -2)]);
    desk.order(desk.at(sessionsAfter(date, 1), '09:44'), [desk.put(strike, expiresOn, -3)], 1, order);
    settle(desk, expiresOn);
  }),
  story('TSM', 'a roll down that closes one', (desk) => {
    const { sold, rollOn, strike, expiresOn } = soldAndTested(desk, -86, 2);
    desk.order(desk.at(rollOn, '12:20'), [desk.back(sold), desk.put(strike, expiresOn, -1)]);
    settle(desk, expiresOn);
  }),
  story('TSM', 'a put rolled month after month, and still open', (desk) => {
    const { date, expiresOn, strike } = planFor(desk, -22, 'PUT', 'worthless');
    let leg = desk.put(strike, expiresOn, -1);
    let expiry = expiresOn;
    desk.order(desk.at(date, '10:20'), [leg]);
    while (expiry < desk.day(0)) {
      const at = desk.at(sessionsBefore(expiry, 4), '11:10');
      expiry = expiryIn(expiry, 28);
      const next = desk.put(usualStrike(desk, 'PUT', expiry, at), expiry, -1);
      desk.order(at, [desk.back(leg), next]);
      leg = next;
    }
  }),
];
