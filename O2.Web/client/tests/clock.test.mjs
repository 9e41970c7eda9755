// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';
import { ClockFollower } from '../../wwwroot/o2lite/clock.js';

const close = (/** @type {number} */ a, /** @type {number} */ b) => assert.ok(Math.abs(a - b) < 1e-9, `${a} ${b}`);

/** Asks, and answers after a round trip with the time that a clock with this offset has halfway. @param {ClockFollower} clock @param {number} now @param {number} offset @param {number} roundTrip */
function exchange(clock, now, offset, roundTrip) {
  const { number } = clock.ask(now);
  return clock.answer(number, now + roundTrip / 2 + offset, now + roundTrip);
}

/** A clock that was won with offset 100. */
function wonClock() {
  const clock = new ClockFollower();
  clock.restart(0);
  for (let i = 0; i < 5; i++) exchange(clock, i, 100, 0.01);
  return clock;
}

test('the clock is asked at once, then less often', () => {
  const clock = new ClockFollower();
  close(clock.restart(7), 7.05);
  const times = [];
  for (let now = 7.05; now < 30;) {
    times.push(now - 7.05);
    now = clock.ask(now).next;
  }

  assert.deepEqual(times.map(time => time.toFixed(1)), ['0.0', '0.1', '0.2', '0.3', '0.4', '0.5', '0.6', '0.7', '0.8', '0.9', '1.0', '1.1', '1.6', '2.1', '2.6', '3.1', '3.6', '4.1', '4.6', '5.1', '15.1'].slice(0, times.length));
});

test('the clock is won by the fifth answer, with the offset of the quickest', () => {
  const clock = new ClockFollower();
  clock.restart(0);
  assert.deepEqual([0.02, 0.01, 0.004, 0.03].map((roundTrip, i) => exchange(clock, i, 100 + i, roundTrip)), [false, false, false, false]);
  assert.ok(Number.isNaN(clock.offset));
  assert.ok(exchange(clock, 4, 200, 0.05));
  close(clock.offset, 102);
  close(clock.roundTrip, 0.004);
});

test('an answer that is not the newest, or comes twice, is ignored', () => {
  const clock = new ClockFollower();
  clock.restart(0);
  const old = clock.ask(0);
  const fresh = clock.ask(0.1);
  for (let i = 0; i < 9; i++) assert.equal(clock.answer(old.number, 5, 0.2), false);
  for (let i = 0; i < 9; i++) assert.equal(clock.answer(fresh.number, 5, 0.2), false);
  assert.ok(Number.isNaN(clock.offset));
});

test('D4_24 an offset inside the range of the round trip moves by at most 2 ms an answer', () => {
  const clock = wonClock();
  exchange(clock, 10, 100.004, 0.009);
  close(clock.offset, 100.002);
  exchange(clock, 11, 99.9985, 0.008);
  close(clock.offset, 100);
  exchange(clock, 12, 100.001, 0.007);
  close(clock.offset, 100.001);
});

test('an offset outside that range moves to its edge', () => {
  const clock = wonClock();
  exchange(clock, 10, 101, 0.004);
  close(clock.offset, 100.996);
  const back = wonClock();
  exchange(back, 10, 99, 0.004);
  close(back.offset, 99.004);
});

test('R4_14 a new connection starts the clock afresh', () => {
  const clock = wonClock();
  clock.restart(20);
  assert.ok(Number.isNaN(clock.offset));
  for (let i = 0; i < 4; i++) assert.equal(exchange(clock, 20 + i, 50, 0.01), false);
  assert.ok(exchange(clock, 24, 50, 0.01));
  close(clock.offset, 50);
});

test('another local clock leaves global time where it is', () => {
  const clock = wonClock();
  clock.localClockMoved(30);
  close(clock.offset, 70);
  exchange(clock, 40, 70, 0.01);
  close(clock.offset, 70);
});
