import test from 'node:test';
import { returns } from '../../../support/returns.ts';

const PUT = '2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50';

test('definitions 32, 33, 35: a put expired after 18 days: 149.34 of 5000, by 365 / 18; all of it captured', () => {
  returns(`${PUT}\n 2026-03-21 03:30  expired 1 KO 50P 20Mar`, {
    days: 18,
    return: '2.9868 %',
    yearly: '60.5657 %',
    captured: '100.0000 %',
    won: true,
  });
});

test('definition 35: bought back for 50.66: 98.68 of 149.34', () => {
  returns(`${PUT}\n 2026-03-12 10:00  BTC 1 KO 50P 20Mar @0.50`, {
    days: 10,
    return: '1.9736 %',
    yearly: '72.0364 %',
    captured: '66.0774 %',
    won: true,
  });
});

test('definition 35: bought back for 300.66: a loss of 151.32', () => {
  returns(`${PUT}\n 2026-03-12 10:00  BTC 1 KO 50P 20Mar @3.00`, {
    return: '-3.0264 %',
    yearly: '-110.4636 %',
    captured: '-101.3258 %',
    won: false,
  });
});

test('definition 35: bought back for what it brought: neither won nor kept', () => {
  returns(`${PUT} fee 0\n 2026-03-12 10:00  BTC 1 KO 50P 20Mar @1.50 fee 0`, {
    return: '0.0000 %',
    captured: '0.0000 %',
    won: false,
  });
});

test('case 37: a day trade has 0 days and a return; a year of it is not told', () => {
  returns(`${PUT}\n 2026-03-02 15:00  BTC 1 KO 50P 20Mar @1.10`, {
    days: 0,
    return: '0.7736 %',
    yearly: null,
    won: true,
  });
});

test('definition 33: six days are too few to speak of a year, seven are enough', () => {
  const closedOn = (day: string) => `${PUT}\n ${day} 10:00  BTC 1 KO 50P 20Mar @1.10`;
  // 38.68 / 5000, by 365 / 7
  returns(closedOn('2026-03-08'), { days: 6, yearly: null });
  returns(closedOn('2026-03-09'), { days: 7, yearly: '40.3377 %' });
});

test('definition 33: asked of a day before it began it has no days', () => {
  returns(PUT, { days: 0, yearly: null }, { asOf: '2026-02-27' });
});

test('definition 32: by the peak of capital, not by what is tied up in the end', () => {
  // 448.02 - 50.66 - 2 x 0.40 x 100 - 1.32 = 316.04, of 15000
  returns(
    `2026-03-02 10:00  STO 3 KO 50P 20Mar @1.50
     2026-03-09 10:00  BTC 1 KO 50P 20Mar @0.50
     2026-03-12 10:00  BTC 2 KO 50P 20Mar @0.40`,
    { return: '2.1069 %', captured: '70.5415 %' },
  );
});

test('definitions 32, 33: an open campaign: what is realised so far, until the day it is asked of; not won yet', () => {
  const rolled = `2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50  order 1
     2026-03-18 10:00  BTC 1 KO 50P 20Mar @0.50  order 2
     2026-03-18 10:00  STO 1 KO 52P 17Apr @1.60  order 2`;
  // 98.68 of 5200, and of the 149.34 and 159.34 that were sold
  returns(
    rolled,
    { days: 23, return: '1.8977 %', yearly: '30.1156 %', captured: '31.9684 %', won: null },
    { asOf: '2026-03-25' },
  );
});

test('definition 35: the long legs of a spread are no short sales: 138.68 of 239.34', () => {
  returns(
    `2026-03-02 10:00  STO 1 KO 60P 20Mar @2.40  order 1
     2026-03-02 10:00  BTO 1 KO 55P 20Mar @1.00  order 1
     2026-03-21 03:30  expired 1 KO 60P 20Mar
     2026-03-21 03:30  expired 1 KO 55P 20Mar`,
    { return: '27.7360 %', captured: '57.9427 %', won: true },
  );
});

test('definition 35: a long call has sold nothing to open: a return, and nothing to capture', () => {
  returns(
    `2026-03-02 10:00  BTO 1 KO 50C 15Jan27 @12.00
     2026-03-12 10:00  STC 1 KO 50C 15Jan27 @13.00`,
    // 1299.34 - 1200.66 = 98.68 of 1200.66
    { return: '8.2188 %', captured: null, won: true },
  );
});

test('definition 35: a whole wheel: 428.68 of 5000 in 46 days, and of the 228.68 that put and call were sold for', () => {
  returns(
    `2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50
     2026-03-21 03:25  shares +100 KO @50
     2026-03-21 03:30  assigned 1 KO 50P 20Mar
     2026-03-23 10:00  STO 1 KO 52C 17Apr @0.80
     2026-04-18 03:25  shares -100 KO @52
     2026-04-18 03:30  assigned 1 KO 52C 17Apr`,
    { days: 46, return: '8.5736 %', yearly: '68.0297 %', captured: '187.4585 %', won: true },
  );
});

test('definition 23: shares of unknown cost were sold: nothing is won, lost or captured', () => {
  returns(
    `2026-03-02 09:00  transfer +100 KO
     2026-03-09 10:00  STO 1 KO 62C 17Apr @0.80  order 1
     2026-03-20 10:00  BTC 1 KO 62C 17Apr @0.20  order 2
     2026-03-20 10:00  sold 100 KO @61           order 2`,
    { days: 18, peak: null, return: null, yearly: null, captured: null, won: null },
  );
});
