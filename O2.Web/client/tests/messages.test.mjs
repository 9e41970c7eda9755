// @ts-check
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { decodeMessage, encodeMessage, joinFields } from '../../wwwroot/o2lite/messages.js';

const ETX = '\u0003';

/** The C# codec reads and writes the same texts. @type {string[]} */
const vectors = JSON.parse(readFileSync(new URL('../../../O2.Actors.Tests/Vectors/text-messages.json', import.meta.url), 'utf8')).map(text => text.replaceAll('|', ETX));

/** @param {string} text */
function decode(text) {
  const message = decodeMessage(text.replaceAll('|', ETX));
  assert.ok(message, text);
  return message;
}

for (const vector of vectors) {
  test(`what is read is written again: ${vector.replaceAll(ETX, '|')}`, () => {
    const { address, types, args, time, reliable } = decode(vector);
    assert.equal(encodeMessage(address, types, args, { time, reliable }), vector);
  });
}

test('every type has its own kind of value', () => {
  const { args } = decode('/a|ihfdtsScBmbTFNIvf[ii]|0|T|1|2|0.5|0.25|3.5|str|sym|65|1|00903c64|AQI=|||||| 1 2||7|8||');
  assert.deepEqual(args, [
    1, 2n, 0.5, 0.25, 3.5, 'str', 'sym', 'A', true, 0x00903c64, new Uint8Array([1, 2]), true, false, null, Infinity, new Float32Array([1, 2]), [7, 8],
  ]);
});

test('what a host could not write is null, but a question mark in a string is one', () => {
  assert.deepEqual(decode('/a|iBvis|0|T|?|?|?|?|?|').args, [null, null, null, null, '?']);
});

test('numbers of a host in C are read', () => {
  assert.deepEqual(decode('/a|ffft|0|T|1e+10|-inf|nan|4.500|').args, [1e10, -Infinity, NaN, 4.5]);
});

test('values beyond the types are ignored', () => {
  assert.deepEqual(decode('/a|i|0|T|1|2|   |').args, [1]);
});

for (const text of ['', '/a', '/a|i|0|T|', '/a|i|0|T|1', '/|i|0|T|1|', '||0|T|']) {
  test(`no message: '${text}'`, () => assert.equal(decodeMessage(text.replaceAll('|', ETX)), null));
}

test('R4_36 a length that the reference would misread is filled up with one field of blanks', () => {
  for (let length = 4; length < 1200; length++) {
    const fields = ['/a', 's', '0', 'T', 'x'.repeat(length)];
    const plain = fields.join(ETX).length + 1;
    const text = joinFields(fields);
    assert.ok((text.length & 0x80) === 0, `${text.length}`);
    assert.equal(text.length, (plain & 0x80) === 0 ? plain : (plain | 0xff) + 1);
    assert.match(text.slice(plain), /^( *\u0003)?$/);
    assert.equal(decodeMessage(text)?.args[0].length, length);
  }
});

test('R4_36 the length is counted in bytes', () => {
  assert.equal(new TextEncoder().encode(joinFields(['/a', 's', '0', 'T', 'ö'.repeat(70)])).length, 256);
});

test('R4_38 strings with the end of a field are refused', () => {
  assert.throws(() => encodeMessage('/a', 's', ['b\u0003c']), TypeError);
  assert.throws(() => encodeMessage('/a\u0003', '', []), TypeError);
  assert.throws(() => encodeMessage('/a', 'S', ['\0']), TypeError);
});

test('arguments that do not fit the types are refused', () => {
  for (const [types, args] of /** @type {[string, any[]][]} */ ([
    ['i', []], ['i', [1, 2]], ['i', ['1']], ['s', [1]], ['x', [1]], ['[i', [[1]]], ['i]', [1]], ['vs', [[1]]], ['v', [[1]]], ['h', ['1']], ['[i]', [[1, 2]]],
  ])) {
    assert.throws(() => encodeMessage('/a', types, args), TypeError, types);
  }
});

test('what is no address is refused', () => {
  for (const address of ['a', '/', '//a', '']) assert.throws(() => encodeMessage(address, '', []), TypeError);
});

test('damaged texts are read or refused', () => {
  let seed = 7;
  const random = (/** @type {number} */ limit) => (seed = (seed * 48271) % 0x7fffffff) % limit;
  for (let i = 0; i < 50_000; i++) {
    let text = vectors[i % vectors.length];
    for (let damage = 1 + random(4); damage > 0; damage--) {
      const at = random(text.length + 1);
      text = text.slice(0, at) + [ETX, '?', 'v', '[', ']', 'b', 'h', '', '\0', 'é'][random(10)] + text.slice(at + random(2));
    }

    try {
      decodeMessage(text)?.args;
    } catch (error) {
      assert.fail(`${JSON.stringify(text)}: ${error}`);
    }
  }
});
