import { addDays } from '../../../../lib/dates.ts';
import { morningAfter } from '../ledger/bookings.ts';
import { deliver, deliverShares, remove, settle } from '../ledger/endings.ts';
import { payDividends, receiveShares } from '../ledger/receipts.ts';
import { expiryIn } from '../market/contracts.ts';
import {
  callAway,
  callUntilPaid,
  planFor,
  sessionsAfter,
  sessionsBefore,
  strikeEnding,
  usualStrike,
} from './scenes.ts';
import { type Story, story } from './story.ts';

/** Shares that come, pay, split and go. */
export const SHARES: readonly Story[] = [
  story('KO', 'a full wheel', (desk) => {
    const { date, expiresOn, strike } = planFor(desk, -168, 'PUT', 'delivered');
    desk.order(desk.at(date, '10:31'), [desk.put(strike, expiresOn, -2)], 2);
    settle(desk, expiresOn);
    const held = desk.shares;
    const gone = callUntilPaid(desk, expiresOn, 2);
    payDividends(desk, expiresOn, gone, { shares: held });
  }),
  story('KO', 'part assigned, part called away', (desk) => {
    const { date, expiresOn, strike } = planFor(desk, -40, 'PUT', 'delivered');
    desk.order(desk.at(date, '11:11'), [desk.put(strike, expiresOn, -5)], 2);
    const [put] = desk.positions;
    if (put === undefined) return;
    deliver(desk, put, 2, sessionsBefore(expiresOn, 4));
    desk.order(desk.at(sessionsBefore(expiresOn, 1), '15:20'), [desk.put(strike, expiresOn, 3)]);
    const gone = callAway(desk, expiresOn, 1);
    payDividends(desk, expiresOn, gone, { shares: 200 });
    desk.order(desk.at(sessionsAfter(gone, 6), '10:20'), [desk.stock(-100)]);
  }),
  story('TSM', 'a wheel whose dividend is taxed abroad', (desk) => {
    const { date, expiresOn, strike } = planFor(desk, -160, 'PUT', 'delivered');
    desk.order(desk.at(date, '12:12'), [desk.put(strike, expiresOn, -1)]);
    settle(desk, expiresOn);
    const gone = callUntilPaid(desk, expiresOn, 1);
    payDividends(desk, expiresOn, gone, { shares: 100 });
  }),
  story('TSM', 'assigned, and sold at once', (desk) => {
    const { date, expiresOn, strike } = planFor(desk, -120, 'PUT', 'delivered');
    desk.order(desk.at(date, '13:40'), [desk.put(strike, expiresOn, -1)]);
    settle(desk, expiresOn);
    desk.order(desk.at(sessionsAfter(expiresOn, 1), '09:34'), [desk.stock(-100)]);
  }),
  story('TSM', 'a buy-write, called away', (desk) => {
    const { date, expiresOn, strike } = planFor(desk, -70, 'CALL', 'delivered');
    desk.order(desk.at(date, '10:44'), [desk.stock(100), desk.call(strike, expiresOn, -1)]);
    settle(desk, expiresOn);
    payDividends(desk, date, expiresOn, { shares: 100 });
  }),
  story('TSM', 'two strikes assigned on one day', (desk) => {
    const { date, expiresOn, strike } = planFor(desk, -50, 'PUT', 'delivered');
    desk.order(desk.at(date, '10:15'), [
      desk.put(strike, expiresOn, -1),
      desk.put(strike + 5, expiresOn, -1),
    ]);
    settle(desk, expiresOn);
    const gone = callAway(desk, expiresOn, 2);
    payDividends(desk, expiresOn, gone, { shares: 200 });
  }),
  story('NVDA', 'own shares that split ten for one', (desk) => {
    desk.order(desk.at(desk.day(-140), '10:50'), [desk.stock(30)]);
    const split = desk.market.days('NYSE').dateOf(desk.market.splitSession(desk.of));
    const at = Date.parse(`${split}T07:12:40Z`);
    receiveShares(desk, at, `${desk.of.name} FORWARD SPLIT WITH STOCK SPLIT SHARES`, 270);
    const gone = callAway(desk, addDays(split, 14), 3);
    payDividends(desk, split, gone);
  }),
  story('SLV', 'a wheel on a fund', (desk) => {
    const { date, expiresOn, strike } = planFor(desk, -150, 'PUT', 'delivered');
    desk.order(desk.at(date, '12:51'), [desk.put(strike, expiresOn, -3)]);
    settle(desk, expiresOn);
    callAway(desk, expiresOn, 3);
  }),
  story('SCHD', 'dividends that buy shares, and a call on them', (desk) => {
    const bought = desk.day(-62);
    desk.order(desk.at(bought, '10:05'), [desk.stock(200)], 2);
    payDividends(desk, bought, desk.day(40), { again: true });
    const { date, expiresOn, strike } = planFor(desk, -20, 'CALL', 'worthless');
    desk.order(desk.at(date, '11:00'), [desk.call(strike, expiresOn, -2)]);
    settle(desk, expiresOn);
    const at = desk.at(desk.day(-2, 3), '11:00');
    const next = expiryIn(desk.day(-2, 3), 34);
    desk.order(at, [
      desk.call(strikeEnding(desk, 'CALL', 'worthless', next, usualStrike(desk, 'CALL', next, at)), next, -1),
    ]);
    settle(desk, next);
  }),
  story('DIS', 'a transfer in, of unknown cost', (desk) => {
    receiveShares(desk, Date.parse(`${desk.day(-72, 3)}T12:02:17Z`), desk.of.name, 100);
    const { date, expiresOn, strike } = planFor(desk, -58, 'CALL', 'worthless');
    desk.order(desk.at(date, '14:14'), [desk.call(strike, expiresOn, -1)]);
    settle(desk, expiresOn);
  }),
  story('T', 'a dividend of a company no other row names', (desk) => {
    const bought = desk.day(-44);
    desk.order(desk.at(bought, '10:10'), [desk.stock(200)]);
    const sold = desk.day(-30, 2);
    payDividends(desk, bought, sold);
    desk.order(desk.at(sold, '15:05'), [desk.stock(-200)]);
  }),
  story('PFE', 'an assignment of which one half is late', (desk) => {
    const expiresOn = desk.fridayOf(-1);
    const date = desk.day(-5, 2);
    const wish = usualStrike(desk, 'PUT', expiresOn, desk.at(date, '10:30'));
    const strike = strikeEnding(desk, 'PUT', 'delivered', expiresOn, wish);
    desk.order(desk.at(date, '10:30'), [desk.put(strike, expiresOn, -1)]);
    const [put] = desk.positions;
    if (put === undefined) return;
    remove(desk, put, 1, 'Assignment', morningAfter(expiresOn, 31, 4));
    deliverShares(
      desk,
      put,
      1,
      morningAfter(expiresOn, 26, 4),
      Date.parse(`${addDays(desk.market.anchor, 9)}T08:10:00Z`),
    );
  }),
];
