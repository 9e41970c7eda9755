// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';
import { MethodTable } from '../../wwwroot/o2lite/methods.js';

test('the exact address is found before a prefix; types must be equal or null', () => {
  const table = new MethodTable();
  const [exact, prefix, any] = [() => {}, () => {}, () => {}];
  table.add('/a/b', 'i', exact, false);
  table.add('/a', 'f', prefix, true);
  table.add('!c', null, any, true);
  assert.equal(table.find('!a/b', 'i'), exact);
  assert.equal(table.find('/a/b', 'f'), null);
  assert.equal(table.find('/a/x/y', 'f'), prefix);
  assert.equal(table.find('/a', 'f'), prefix);
  assert.equal(table.find('/ab', 'f'), null);
  assert.equal(table.find('/c/d', 'whatever'), any);
  table.add('/a', 'f', exact, false);
  assert.equal(table.find('/a', 'f'), exact);
  assert.equal(table.find('/a/x', 'f'), null);
  table.remove('/a');
  assert.equal(table.find('/a', 'f'), null);
});
