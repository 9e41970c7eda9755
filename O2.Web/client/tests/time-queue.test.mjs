// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';
import { TimeQueue } from '../../wwwroot/o2lite/time-queue.js';

test('what waits comes by time, then in the order in which it was added', () => {
  const queue = new TimeQueue();
  for (const [time, name] of /** @type {[number, string][]} */ ([[3, 'c'], [1, 'a'], [2, 'b1'], [2, 'b2'], [1, 'a2'], [2, 'b3']])) queue.add(time, name);
  assert.equal(queue.next, 1);
  assert.deepEqual(queue.take(0.5), []);
  assert.deepEqual(queue.take(2), ['a', 'a2', 'b1', 'b2', 'b3']);
  assert.equal(queue.next, 3);
  queue.clear();
  assert.equal(queue.next, Infinity);
});
