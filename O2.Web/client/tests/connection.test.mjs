// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';
import { Connection } from '../../wwwroot/o2lite/connection.js';

/** A connection whose sockets are fakes; pauses are noted, and over when the test says so. @param {import('node:test').TestContext} context */
function create(context) {
  const sockets = /** @type {any[]} */ ([]), pauses = /** @type {number[]} */ ([]), log = /** @type {any[]} */ ([]);
  let wake = () => {};
  context.mock.method(globalThis, 'setTimeout', (/** @type {() => void} */ callback, /** @type {number} */ wait) => {
    pauses.push(wait);
    wake = callback;
  });
  context.mock.method(globalThis, 'clearTimeout', () => (wake = () => {}));
  globalThis.WebSocket = /** @type {any} */ (class {
    sent = /** @type {string[]} */ ([]);
    constructor() {
      sockets.push(this);
    }

    /** @param {string} text */
    send(text) {
      this.sent.push(text);
    }

    /** @param {number} code */
    close(code) {
      log.push(code);
    }
  });
  const owner = {
    url: () => 'ws://host/o2ws', opened: () => log.push('opened'), received: (/** @type {string} */ data) => log.push(data), lost: (/** @type {any} */ { reason }) => log.push(reason),
  };
  return { connection: new Connection(owner), owner, sockets, pauses, log, wake: () => wake() };
}

test('a lost connection is made again after pauses that grow until it is confirmed', context => {
  const { connection, sockets, pauses, wake } = create(context);
  connection.open();
  for (let i = 0; i < 6; i++) {
    sockets[i].onclose({ code: 1006, reason: '' });
    wake();
  }

  connection.confirm();
  sockets[6].onclose({ code: 1006, reason: '' });
  assert.deepEqual(pauses, [250, 500, 1000, 2000, 4000, 4000, 250]);
});

test('a closed connection stays closed, and what its socket still says is not heard', context => {
  const { connection, sockets, pauses, log, wake } = create(context);
  connection.open();
  connection.open();
  sockets[0].onopen();
  sockets[0].onmessage({ data: 'a' });
  connection.send('b');
  connection.close();
  sockets[0].onmessage({ data: 'c' });
  sockets[0].onclose({ code: 1000, reason: 'd' });
  connection.send('e');
  wake();
  assert.deepEqual(log, ['opened', 'a', 'closed by the page', 1000]);
  assert.deepEqual([sockets.length, pauses, sockets[0].sent, connection.socket], [1, [], ['b'], null]);
});

test('who opens it as soon as it is lost gets one socket, not two', context => {
  const { connection, owner, sockets, wake } = create(context);
  owner.lost = () => connection.open();
  connection.open();
  sockets[0].onclose({ code: 1006, reason: '' });
  wake();
  assert.equal(sockets.length, 2);
});
