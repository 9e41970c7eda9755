// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';
import { Announcements } from '../../wwwroot/o2lite/announcements.js';

test('what is offered and tapped is announced again, services first, with what was said last', () => {
  const announcements = new Announcements();
  assert.deepEqual(announcements.tap('synth', 'lamp', 1), ['lamp', 1, 0, 'synth', 1]);
  assert.deepEqual(announcements.offer('lamp', ';color:red;'), ['lamp', 1, 1, ';color:red;', 0]);
  announcements.offer('drum', ';');
  announcements.offer('lamp', ';color:blue;');
  announcements.tap('synth', 'lamp', 2);
  assert.deepEqual(announcements.all(), [['lamp', 1, 1, ';color:blue;', 0], ['drum', 1, 1, ';', 0], ['lamp', 1, 0, 'synth', 2]]);
});

test('what ended is not announced again, and what never was does not end', () => {
  const announcements = new Announcements();
  announcements.offer('lamp', ';');
  announcements.tap('a b', 'c', 0);
  assert.equal(announcements.untap('a', 'b c'), null);
  assert.deepEqual(announcements.withdraw('lamp'), ['lamp', 0, 1, '', 0]);
  assert.deepEqual(announcements.untap('a b', 'c'), ['c', 0, 0, 'a b', 0]);
  assert.equal(announcements.withdraw('lamp'), null);
  assert.deepEqual(announcements.all(), []);
});
