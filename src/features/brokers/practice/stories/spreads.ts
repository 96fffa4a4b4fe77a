import type { Desk, Leg } from '../ledger/desk.ts';
import { deliver, settle } from '../ledger/endings.ts';
import { expiryIn, leapsExpiry, strikeStep } from '../market/contracts.ts';
import { callAway, planFor, sessionsAfter, sessionsBefore, strikeEnding, usualStrike } from './scenes.ts';
import { type Story, story } from './story.ts';

/** Everything with more than one leg, and long options. */
export const SPREADS: readonly Story[] = [
  story('PLTR', 'a strangle, one side rolled', (desk) => {
    const { legs, date, expiresOn } = condor(desk, -164, 0);
    desk.order(desk.at(date, '10:30'), legs);
    const [put, call] = legs;
    const later = expiryIn(expiresOn, 21);
    const at = desk.at(sessionsBefore(expiresOn, 8), '11:41');
    const strike = strikeEnding(desk, 'CALL', 'worthless', later, usualStrike(desk, 'CALL', later, at));
    if (!put || !call) return;
    const next = desk.call(strike, later, -1);
    desk.order(at, [desk.back(call), next]);
    desk.order(desk.at(sessionsBefore(expiresOn, 1), '10:02'), [desk.back(put)]);
    settle(desk, later);
  }),
  story('PLTR', 'an iron condor closed as two spreads', (desk) => {
    const { legs, date } = condor(desk, -152, 3);
    const [put, farPut, call, farCall] = legs;
    desk.order(desk.at(date, '11:30'), legs);
    if (!put || !farPut || !call || !farCall) return;
    desk.order(desk.at(sessionsAfter(date, 12), '10:21'), [desk.back(put), desk.back(farPut)]);
    desk.order(desk.at(sessionsAfter(date, 15), '14:45'), [desk.back(call), desk.back(farCall)]);
  }),
  story('PLTR', 'a put spread that expires worthless', (desk) => {
    const { date, expiresOn, strike } = planFor(desk, -142, 'PUT', 'worthless');
    desk.order(desk.at(date, '10:09'), [desk.put(strike, expiresOn, -2), desk.put(strike - 5, expiresOn, 2)]);
    settle(desk, expiresOn);
  }),
  story('PLTR', 'a put spread whose short leg is assigned early', (desk) => {
    const { date, expiresOn, strike } = planFor(desk, -133, 'PUT', 'delivered');
    const far = desk.put(strike - 5, expiresOn, 1);
    desk.order(desk.at(date, '13:05'), [desk.put(strike, expiresOn, -1), far]);
    const [short] = desk.positions.filter(({ count }) => count < 0);
    if (short === undefined) return;
    const early = sessionsBefore(expiresOn, 6);
    deliver(desk, short, 1, early);
    const at = desk.at(sessionsAfter(early, 1), '10:01');
    desk.order(at, [desk.stock(-100), desk.back(far)]);
  }),
  story('PLTR', 'a put spread of which both legs are settled', (desk) => {
    const plan = planFor(desk, -124, 'PUT', 'delivered');
    const { date, expiresOn } = plan;
    const low = strikeEnding(desk, 'PUT', 'delivered', expiresOn, plan.strike - 4);
    desk.order(desk.at(date, '10:33'), [desk.put(low + 4, expiresOn, -1), desk.put(low, expiresOn, 1)]);
    settle(desk, expiresOn);
  }),
  story('PLTR', 'a straddle', (desk) => {
    const { date, expiresOn, strike } = planFor(desk, -114, 'PUT', 'worthless', { delta: 0.52 });
    const legs = [desk.put(strike, expiresOn, -1), desk.call(strike, expiresOn, -1)];
    desk.order(desk.at(date, '11:16'), legs);
    desk.order(
      desk.at(sessionsAfter(date, 13), '15:01'),
      legs.map((leg) => desk.back(leg)),
    );
  }),
  story('PLTR', 'a call spread that is bought', (desk) => {
    const { date, expiresOn, strike } = planFor(desk, -105, 'CALL', 'worthless', { delta: 0.5 });
    const legs = [desk.call(strike, expiresOn, 2), desk.call(strike + 5, expiresOn, -2)];
    desk.order(desk.at(date, '10:26'), legs);
    desk.order(
      desk.at(sessionsAfter(date, 9), '13:27'),
      legs.map((leg) => desk.back(leg)),
    );
  }),
  story('PLTR', 'a put spread that is bought', (desk) => {
    const { date, expiresOn, strike } = planFor(desk, -97, 'PUT', 'worthless', { delta: 0.5 });
    const legs = [desk.put(strike, expiresOn, 1), desk.put(strike - 5, expiresOn, -1)];
    desk.order(desk.at(date, '10:26'), legs);
    desk.order(
      desk.at(sessionsAfter(date, 7), '10:27'),
      legs.map((leg) => desk.back(leg)),
    );
  }),
  story('PLTR', 'a calendar', (desk) => {
    const { date, expiresOn, strike } = planFor(desk, -89, 'CALL', 'worthless', { delta: 0.4 });
    const far = desk.call(strike, expiryIn(expiresOn, 28), 1);
    desk.order(desk.at(date, '12:02'), [desk.call(strike, expiresOn, -1), far]);
    settle(desk, expiresOn);
    desk.order(desk.at(sessionsAfter(expiresOn, 1), '10:40'), [desk.back(far)]);
  }),
  story('PLTR', 'a diagonal', (desk) => {
    const { date, expiresOn, strike } = planFor(desk, -79, 'PUT', 'worthless');
    const far = desk.put(strike - 3, expiryIn(expiresOn, 28), 1);
    desk.order(desk.at(date, '12:32'), [desk.put(strike, expiresOn, -1), far]);
    settle(desk, expiresOn);
    desk.order(desk.at(sessionsAfter(expiresOn, 2), '10:10'), [desk.back(far)]);
  }),
  story('PLTR', 'a long call that is exercised', (desk) => {
    const { date, expiresOn, strike } = planFor(desk, -69, 'CALL', 'delivered', { delta: 0.55 });
    desk.order(desk.at(date, '10:02'), [desk.call(strike, expiresOn, 1)]);
    settle(desk, expiresOn);
    desk.order(desk.at(sessionsAfter(expiresOn, 1), '09:41'), [desk.stock(-100)]);
  }),
  story('PLTR', 'a day trade', (desk) => {
    const { date, expiresOn, strike } = planFor(desk, -59, 'CALL', 'worthless', { days: 9, delta: 0.5 });
    const bought = desk.call(strike, expiresOn, 2);
    desk.order(desk.at(date, '09:47'), [bought], 2);
    desk.order(desk.at(date, '13:12'), [desk.back(bought)]);
  }),
  story('PLTR', 'a call spread that is sold', (desk) => {
    const { date, expiresOn, strike } = planFor(desk, -52, 'CALL', 'worthless');
    desk.order(desk.at(date, '11:58'), [
      desk.call(strike, expiresOn, -1),
      desk.call(strike + 5, expiresOn, 1),
    ]);
    settle(desk, expiresOn);
  }),
  story('PLTR', 'a spread turned naked', (desk) => {
    const { date, expiresOn, strike } = planFor(desk, -43, 'PUT', 'worthless');
    const far = desk.put(strike - 5, expiresOn, 1);
    desk.order(desk.at(date, '10:58'), [desk.put(strike, expiresOn, -1), far]);
    desk.order(desk.at(sessionsAfter(date, 8), '11:07'), [desk.back(far)]);
    settle(desk, expiresOn);
  }),
  story('PLTR', 'a collar', (desk) => {
    const { date, expiresOn, strike } = planFor(desk, -33, 'CALL', 'worthless');
    const put = desk.put(usualStrike(desk, 'PUT', expiresOn, desk.at(date, '10:03'), 0.2), expiresOn, 1);
    const call = desk.call(strike, expiresOn, -1);
    desk.order(desk.at(date, '10:03'), [desk.stock(100), put, call]);
    desk.order(desk.at(sessionsBefore(expiresOn, 2), '14:20'), [
      desk.stock(-100),
      desk.back(put),
      desk.back(call),
    ]);
  }),
  story('PLTR', 'a strangle whose put is assigned', (desk) => {
    const { date, expiresOn, strike } = planFor(desk, -23, 'PUT', 'delivered');
    const later = expiryIn(expiresOn, 7);
    const wish = usualStrike(desk, 'CALL', later, desk.at(date, '10:36'), 0.2);
    const high = strikeEnding(desk, 'CALL', 'worthless', later, wish);
    desk.order(desk.at(date, '10:36'), [desk.put(strike, expiresOn, -1), desk.call(high, later, -1)]);
    settle(desk, expiresOn);
    settle(desk, later);
    callAway(desk, later, 1);
  }),
  story('PLTR', 'a jade lizard', (desk) => {
    const date = desk.day(-3, 2);
    const expiresOn = expiryIn(date, 40);
    const at = desk.at(date, '12:48');
    const [low, high] = [
      usualStrike(desk, 'PUT', expiresOn, at, 0.2),
      usualStrike(desk, 'CALL', expiresOn, at, 0.2),
    ];
    const step = strikeStep(desk.of, desk.spot(at));
    desk.order(at, [
      desk.put(low, expiresOn, -1),
      desk.call(high, expiresOn, -1),
      desk.call(high + 2 * step, expiresOn, 1),
    ]);
    settle(desk, expiresOn);
  }),
  story('SLV', 'a spread written in one row', (desk) => {
    const { date, expiresOn, strike } = planFor(desk, -100, 'PUT', 'worthless');
    desk.combined(desk.at(date, '12:19'), [
      desk.put(strike, expiresOn, -2),
      desk.put(strike - 1, expiresOn, 2),
    ]);
    settle(desk, expiresOn);
  }),
  story('SLV', 'a naked call', (desk) => {
    const date = desk.day(-2, 2);
    const expiresOn = expiryIn(date, 30);
    const at = desk.at(date, '13:33');
    const wish = usualStrike(desk, 'CALL', expiresOn, at, 0.15);
    desk.order(at, [desk.call(strikeEnding(desk, 'CALL', 'worthless', expiresOn, wish), expiresOn, -1)]);
    settle(desk, expiresOn);
  }),
  story('TSM', 'a long put', (desk) => {
    const { date, expiresOn, strike } = planFor(desk, -101, 'PUT', 'worthless', { days: 45, delta: 0.4 });
    const bought = desk.put(strike, expiresOn, 1);
    desk.order(desk.at(date, '15:44'), [bought]);
    desk.order(desk.at(sessionsAfter(date, 11), '10:06'), [desk.back(bought)]);
  }),
  story('AAPL', "a poor man's covered call in one order", (desk) => {
    const { date, expiresOn, strike } = planFor(desk, -158, 'CALL', 'worthless');
    const long = leapsCall(desk, date, 3);
    desk.order(desk.at(date, '11:02'), [long, desk.call(strike, expiresOn, -1)]);
    settle(desk, expiresOn);
    desk.order(desk.at(sessionsAfter(expiresOn, 20), '10:52'), [desk.back(long)]);
  }),
  story('AAPL', 'a call of two years, and short calls on it', (desk) => {
    const bought = desk.day(-46, 3);
    desk.order(desk.at(bought, '10:08'), [leapsCall(desk, bought, 3)]);
    for (const week of [-44, -36, -28, -19, -10]) {
      const { date, expiresOn, strike } = planFor(desk, week, 'CALL', 'worthless', { delta: 0.25, days: 25 });
      desk.order(desk.at(date, '11:36'), [desk.call(strike, expiresOn, -1)]);
      settle(desk, expiresOn);
    }
  }),
  story('NVDA', 'an iron condor, open', (desk) => {
    const date = desk.day(-3, 4);
    const expiresOn = expiryIn(date, 38);
    const at = desk.at(date, '10:47');
    const put = usualStrike(desk, 'PUT', expiresOn, at, 0.16);
    const call = usualStrike(desk, 'CALL', expiresOn, at, 0.16);
    const legs = [
      desk.put(put, expiresOn, -1),
      desk.put(put - 5, expiresOn, 1),
      desk.call(call, expiresOn, -1),
      desk.call(call + 5, expiresOn, 1),
    ];
    desk.order(at, legs);
    desk.order(
      desk.at(sessionsBefore(expiresOn, 5), '11:11'),
      legs.map((leg) => desk.back(leg)),
    );
  }),
];

/** A short put and a short call, each with a long one so many strikes away; none at 0. */
function condor(desk: Desk, week: number, strikes: number) {
  const { date, expiresOn, strike } = planFor(desk, week, 'PUT', 'worthless', { delta: 0.2 });
  const at = desk.at(date, '10:30');
  const step = strikeStep(desk.of, desk.spot(at)) * strikes;
  const call = strikeEnding(
    desk,
    'CALL',
    'worthless',
    expiresOn,
    usualStrike(desk, 'CALL', expiresOn, at, 0.2),
  );
  const short: readonly Leg[] = [desk.put(strike, expiresOn, -1), desk.call(call, expiresOn, -1)];
  const legs: readonly Leg[] = [
    desk.put(strike, expiresOn, -1),
    desk.put(strike - step, expiresOn, 1),
    desk.call(call, expiresOn, -1),
    desk.call(call + step, expiresOn, 1),
  ];
  return { date, expiresOn, legs: strikes === 0 ? short : legs };
}

function leapsCall(desk: Desk, date: string, years: number): Leg {
  const expiresOn = leapsExpiry(date, years);
  return desk.call(usualStrike(desk, 'CALL', expiresOn, desk.at(date, '10:08'), 0.8), expiresOn, 1);
}
