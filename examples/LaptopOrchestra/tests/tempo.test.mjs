// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';
import { TempoMap } from '../www/tempo.js';

test('the beat follows the tempos, stands still in a fermata, and counts in before the first', () => {
  const tempos = new TempoMap();
  assert.ok(tempos.isEmpty);
  tempos.add({ beatOffset: 0, timeOffset: 10, beatsPerSecond: 2 });
  tempos.add({ beatOffset: 8, timeOffset: 14, beatsPerSecond: 0 });
  tempos.add({ beatOffset: 8, timeOffset: 15, beatsPerSecond: 4 });
  assert.deepEqual([9, 10, 12, 14.5, 16].map(time => tempos.beatAt(time)), [-2, 0, 4, 8, 12]);
});

test('a tempo overrules those that were announced for later, and one that comes again does nothing', () => {
  const tempos = new TempoMap();
  const first = { beatOffset: 0, timeOffset: 10, beatsPerSecond: 2 };
  tempos.add(first);
  tempos.add({ beatOffset: 8, timeOffset: 14, beatsPerSecond: 1 });
  tempos.add({ ...first });
  assert.equal(tempos.beatAt(16), 10);
  tempos.add({ beatOffset: 4, timeOffset: 12, beatsPerSecond: 3 });
  assert.equal(tempos.beatAt(16), 16);
});
