// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';
import { decodeProperties, encodeProperties } from '../../wwwroot/o2lite/properties.js';

test('properties are escaped and read back', () => {
  const properties = { color: 'red', path: 'c:\\x;y', size: '2' };
  assert.equal(encodeProperties(properties), ';color:red;path:c\\:\\\\x\\;y;size:2;');
  assert.deepEqual(decodeProperties('color:red;path:c\\:\\\\x\\;y;size:2;'), properties);
  assert.deepEqual(decodeProperties(encodeProperties(properties)), properties);
  assert.deepEqual(decodeProperties(''), {});
  assert.deepEqual(decodeProperties(encodeProperties({})), {});
});
