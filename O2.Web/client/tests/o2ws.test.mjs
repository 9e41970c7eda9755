// @ts-check
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import vm from 'node:vm';
import { makeClassicScript } from '../make-o2ws.mjs';

const ETX = '\u0003';
const script = makeClassicScript();

/** A page with the classic script, and the socket that it opens. */
function openPage() {
  const sent = /** @type {string[]} */ ([]);
  class FakeSocket {
    bufferedAmount = 0;
    /** @param {string} url */
    constructor(url) {
      this.url = url;
      page.socket = this;
    }

    /** @param {string} text */
    send(text) {
      sent.push(text.replaceAll(ETX, '|'));
    }

    close() {}
  }

  const page = /** @type {any} */ ({
    WebSocket: FakeSocket, document: { location: { host: 'stage:8080', protocol: 'http:' } }, sent, console, performance, setTimeout, clearTimeout, EventTarget, CustomEvent,
    TextEncoder, atob, btoa, errors: [], o2ws_on_error: (/** @type {string} */ text) => page.errors.push(text), statuses: [], o2ws_status_msg: (/** @type {string} */ text) => page.statuses.push(text),
  });
  vm.runInNewContext(script, page);
  page.o2ws_console_enable = false;
  return page;
}

/** @param {any} page @param {string} text */
const receive = (page, text) => page.socket.onmessage({ data: text.replaceAll('|', ETX) });

/** @returns {any} a page that the host has accepted; what it sent so far is forgotten */
function joinedPage() {
  const page = openPage();
  page.o2ws_initialize('test');
  page.socket.onopen();
  receive(page, '!_o2/id|i|0|T|7|');
  page.sent.length = 0;
  return page;
}

test('o2ws.js is up to date; otherwise run: node O2.Web/client/make-o2ws.mjs', () => {
  assert.equal(readFileSync(new URL('../../wwwroot/o2ws.js', import.meta.url), 'utf8'), script);
});

test('all functions and variables of the original are there', () => {
  const page = openPage();
  for (const name of [
    'initialize', 'finish', 'local_time', 'time_get', 'set_time_reference', 'set_services', 'set_properties', 'tap', 'method_new', 'send', 'send_cmd', 'send_start', 'send_finish',
    'add_string', 'add_time', 'add_double', 'add_float', 'add_int', 'add_int32', 'get_string', 'get_time', 'get_double', 'get_float', 'get_int', 'get_int32', 'get_int64',
  ]) assert.equal(typeof page[`o2ws_${name}`], 'function', name);
  for (const name of [
    'o2ws_bridge_id', 'o2ws_clock_synchronized', 'o2ws_status_msgs_enable', 'o2ws_console_enable', 'o2ws_websocket', 'o2ws_ensemble', 'o2ws_message_fields', 'ETX', 'WSURI',
  ]) assert.ok(name in page, name);
  assert.deepEqual(
    ['O2_UNKNOWN', 'O2_LOCAL_NOTIME', 'O2_REMOTE_NOTIME', 'O2_BRIDGE_NOTIME', 'O2_TO_OSC_NOTIME', 'O2_LOCAL', 'O2_REMOTE', 'O2_BRIDGE', 'O2_TO_OSC', 'O2_TAP', 'TAP_KEEP', 'TAP_RELIABLE', 'TAP_BEST_EFFORT'].map(name => page[name]),
    [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2]);
  assert.equal(page.o2ws_time_get(), -1);
});

test('a page joins, and what it said before goes after its introduction', () => {
  const page = openPage();
  page.o2ws_set_properties('ws', 'color:red;');
  page.o2ws_send('/a/b', 0, 'i', 1);
  page.o2ws_initialize('test');
  page.o2ws_tap('a:ws:R,b:ws:B');
  assert.equal(page.socket.url, 'ws://stage:8080/o2ws');
  page.socket.onopen();
  assert.deepEqual(page.sent, ['/_o2/ws/dy|s|0|T|test|']);
  receive(page, '!_o2/id|i|0|T|7|');
  assert.deepEqual(page.sent.slice(1), [
    '!_o2/ws/full||0|T|', '!_o2/ws/sv|siisi|0|T|ws|1|1|;color:red;|0|', '!_o2/ws/sv|siisi|0|T|ws|1|0|a|1|', '!_o2/ws/sv|siisi|0|T|ws|1|0|b|2|', '/a/b|i|0|F|1|',
  ]);
  assert.equal(page.o2ws_bridge_id, 7);
  assert.equal(page.o2ws_websocket, page.socket);
  page.o2ws_finish();
  assert.equal(page.o2ws_websocket, null);
});

test('messages are sent by one call or piece by piece', () => {
  const page = joinedPage();
  page.o2ws_send_cmd('!a/b', 1.5, 'ifds', 1, 2.5, 3.25, 'x');
  page.o2ws_send_start('/a/c', 0, 'itdfs', false);
  page.o2ws_add_int(1);
  page.o2ws_add_time(2.5);
  page.o2ws_add_double(3);
  page.o2ws_add_float(4);
  page.o2ws_add_string('y');
  page.o2ws_send_finish();
  page.o2ws_send_finish();
  assert.deepEqual(page.sent, ['!a/b|ifds|1.5|T|1|2.5|3.25|x|', '/a/c|itdfs|0|F|1|2.5|3|4|y|']);
  page.o2ws_finish();
});

test('wrong arguments are told to o2ws_on_error and not sent', () => {
  const page = joinedPage();
  page.o2ws_send('/a', 0, 'i');
  page.o2ws_send('/a', 0, 'i', 'one');
  page.o2ws_send('/a', 0, 'x', 1);
  page.o2ws_send_start(1, 0, '');
  page.o2ws_send_finish();
  assert.deepEqual([page.errors.length, page.sent.length], [4, 0]);
  page.o2ws_finish();
});

test('a handler gets time, address, types and info, and takes the arguments one by one', () => {
  const page = joinedPage();
  const calls = /** @type {any[]} */ ([]);
  page.o2ws_method_new('/ws/x', 'ifds', true, (/** @type {any[]} */ ...call) => calls.push([...call, page.o2ws_get_int(), page.o2ws_get_float(), page.o2ws_get_double(), page.o2ws_get_string()]), 'info');
  page.o2ws_method_new('/ws/all', null, false, (/** @type {any} */ time, /** @type {string} */ address) => calls.push(address), null);
  receive(page, '!ws/x|ifds|0|T|7|2.5|0.125|text|');
  receive(page, '!ws/all/of/it||0|T|');
  receive(page, '!ws/x|i|0|T|7|');
  assert.deepEqual(calls, [[0, 'ws/x', 'ifds', 'info', 7, 2.5, 0.125, 'text'], 'ws/all/of/it']);
  assert.equal(page.statuses.filter((/** @type {string} */ text) => text.startsWith('Dropped')).length, 1);
  page.o2ws_finish();
});

test('R4_49 R4_50 without the time, a message that has one is dropped, and one without is delivered', () => {
  const page = joinedPage();
  const calls = /** @type {number[]} */ ([]);
  page.o2ws_method_new('/ws/x', null, true, (/** @type {number} */ time) => calls.push(time), null);
  receive(page, '!ws/x||3.5|T|');
  receive(page, '!ws/x||0|T|');
  assert.deepEqual(calls, [0]);
  page.o2ws_finish();
});

/** Answers the clock's questions until the page has the time: 1000 s more than its own. @param {any} page */
async function synchronize(page) {
  while (!page.o2ws_clock_synchronized) {
    const question = page.sent.shift();
    if (question?.startsWith('/_o2/ws/cs/get')) receive(page, `!_o2/cs/put|it|0|F|${question.split('|')[5]}|${1000 + page.o2ws_local_time()}|`);
    else await new Promise(resolve => setTimeout(resolve, 1));
  }
}

test('D4_45 D4_46 D4_47 D4_48 a past message comes at once, a future one at its time with its own arguments', async () => {
  const page = joinedPage();
  await synchronize(page);
  assert.ok(page.sent.includes('!_o2/ws/cs/cs||0|T|'));
  const calls = /** @type {any[]} */ ([]);
  const done = new Promise(resolve => page.o2ws_method_new('/ws/x', 'i', true, (/** @type {number} */ time) => {
    calls.push([page.o2ws_get_int(), page.o2ws_time_get() >= time]);
    if (calls.length === 3) resolve(undefined);
  }, null));
  const now = page.o2ws_time_get();
  receive(page, `!ws/x|i|${now + 0.15}|T|3|`);
  receive(page, `!ws/x|i|${now + 0.05}|T|2|`);
  receive(page, `!ws/x|i|${now - 5}|T|1|`);
  assert.deepEqual(calls, [[1, true]]);
  await done;
  assert.deepEqual(calls, [[1, true], [2, true], [3, true]]);
  assert.deepEqual(page.statuses, []);
  page.o2ws_finish();
});

test('another time reference leaves O2 time where it is', async () => {
  const page = joinedPage();
  await synchronize(page);
  const before = page.o2ws_time_get();
  page.o2ws_set_time_reference(() => 5 + performance.now() / 1000);
  assert.ok(Math.abs(page.o2ws_time_get() - before) < 0.5);
  page.o2ws_finish();
  assert.equal(page.o2ws_time_get(), -1);
});

test('after a lost connection the page connects again and says again what it offers', async () => {
  const page = joinedPage();
  page.o2ws_set_services('a,,b');
  const first = page.socket;
  first.onclose({ code: 1006, reason: '' });
  assert.equal(page.o2ws_bridge_id, null);
  page.o2ws_send('/a', 0, 'i', 1);
  page.o2ws_send_cmd('/a', 0, 'i', 2);
  while (page.socket === first) await new Promise(resolve => setTimeout(resolve, 1));
  page.sent.length = 0;
  page.socket.onopen();
  receive(page, '!_o2/id|i|0|T|8|');
  assert.deepEqual(page.sent, [
    '/_o2/ws/dy|s|0|T|test|', '!_o2/ws/full||0|T|', '!_o2/ws/sv|siisi|0|T|a|1|1|;|0|', '!_o2/ws/sv|siisi|0|T|b|1|1|;|0|', '/a|i|0|T|2|',
  ]);
  page.o2ws_finish();
});
