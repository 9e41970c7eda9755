// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';
import { Mapping, fromFraction, toFraction } from '../wwwroot/model.js';

const close = (/** @type {number} */ a, /** @type {number} */ b) => assert.ok(Math.abs(a - b) < 1e-9, `${a} ${b}`);
const roll = (m = 0, b = 1) => new Mapping('roll', 1, '/synth/speed', { low: -1, high: 1 }, { low: 0, high: 4 }, m, b);

test('two ranges are a line', () => {
  const mapping = roll();
  mapping.move('input', 'low', 0);
  mapping.move('input', 'high', 0.5);
  mapping.move('output', 'low', 1);
  mapping.move('output', 'high', 3);
  close(mapping.m, 4);
  close(mapping.b, 1);
});

test('a line is two ranges, as far as the bars reach', () => {
  const mapping = roll(2, 1);
  close(mapping.m, 2);
  close(mapping.b, 1);
  assert.deepEqual(mapping.input, { low: -0.5, high: 1 });
  assert.deepEqual(mapping.output, { low: 0, high: 3 });
});

test('a line of another page keeps its slope and its height', () => {
  for (const [m, b] of [[2, 1], [-2, 1], [0.5, 2], [0, 3], [-8, 2]]) {
    const mapping = roll();
    mapping.setLine(m, b);
    close(mapping.m, m);
    close(mapping.b, b);
  }
});

test('the ends of the input range keep their order, those of the output range may cross', () => {
  const mapping = roll(1, 1);
  mapping.move('input', 'low', 5);
  assert.ok(mapping.input.low < mapping.input.high);
  mapping.move('input', 'high', -5);
  assert.ok(mapping.input.low < mapping.input.high);
  mapping.move('output', 'low', 4);
  mapping.move('output', 'high', 0);
  assert.ok(mapping.m < 0);
});

test('no end leaves its bar', () => {
  const mapping = roll(1, 1);
  mapping.move('input', 'low', -9);
  mapping.move('output', 'high', 9);
  assert.equal(mapping.input.low, -1);
  assert.equal(mapping.output.high, 4);
});

test('places on a bar are values', () => {
  const limits = { low: -1, high: 3 };
  close(fromFraction(0.25, limits), 0);
  close(toFraction(0, limits), 0.25);
  assert.equal(fromFraction(7, limits), 3);
  assert.equal(toFraction(7, limits), 1);
});
