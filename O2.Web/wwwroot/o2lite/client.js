// @ts-check
import { Announcements } from './announcements.js';
import { ClockFollower } from './clock.js';
import { Connection } from './connection.js';
import { TapMode } from './constants.js';
import { decodeMessage, encodeMessage } from './messages.js';
import { MethodTable } from './methods.js';
import { encodeProperties } from './properties.js';
import { Questions } from './questions.js';
import { TimeQueue } from './time-queue.js';

/** @typedef {import('./arguments.js').Argument} Argument */
/** @typedef {import('./announcements.js').Announcement} Announcement */
/** @typedef {import('./messages.js').Message} Message */
/** @typedef {import('./methods.js').Handler} Handler */
/** @typedef {import('./questions.js').ServiceRow} ServiceRow */

/**
 * The page as a participant of an ensemble. When the connection is lost it connects again by itself, and says again what it offers and taps.
 *
 * Events: `connected`; `synchronized` (times can be used); `disconnected` (detail: code and reason); `dropped` (detail: text and reason; a message that came
 * and was not delivered); `error` (detail: what a handler threw).
 */
export class O2Lite extends EventTarget {
  static #maxWaiting = 4096; // messages that wait for a connection
  static #maxBuffered = 1 << 20; // bytes that wait in the browser before best-effort messages are lost
  static #longestTimer = 1 << 30; // milliseconds
  #clock = new ClockFollower();
  #localTime;
  #methods = new MethodTable();
  #due = /** @type {TimeQueue<{ message: Message, handler: Handler }>} */ (new TimeQueue());
  #announcements = new Announcements();
  #questions = new Questions();
  #waiting = /** @type {string[]} */ ([]);
  #hasBeenConnected = false;
  #connection = new Connection({
    url: () => this.url || urlOfPage(),
    opened: () => this.#request('/_o2/ws/dy', 's', [this.ensemble]),
    received: data => this.#receive(data),
    lost: detail => this.#disconnected(detail),
  });
  #clockTimer = /** @type {any} */ (undefined);
  #dueTimer = /** @type {any} */ (undefined);

  /**
   * @param {string} ensemble
   * @param {{ url?: string, localTime?: () => number }} [options]
   *   url of the host, by default that which serves the page; localTime: another clock, in seconds, such as that of an AudioContext
   */
  constructor(ensemble, { url = '', localTime = () => performance.now() / 1000 } = {}) {
    super();
    this.ensemble = ensemble;
    /** Empty for the host that serves the page. Read when a connection is made, as is the ensemble. */
    this.url = url;
    this.#localTime = localTime;
    /** Number that the host gave us; null while there is no connection. */
    this.bridgeId = /** @type {number | null} */ (null);
    /** Is told of each text that is sent or received; for tools. */
    this.trace = /** @type {((direction: 'sent' | 'received', text: string) => void) | null} */ (null);
  }

  /** Joins, and joins again whenever the connection is lost, until `close()`. Does nothing while a connection is there or being made. */
  connect() {
    this.#connection.open();
  }

  /** Leaves the ensemble. What waits to be sent is lost. */
  close() {
    this.#waiting = [];
    this.#connection.close();
  }

  /** The socket, while there is one. */
  get socket() {
    return this.#connection.socket;
  }

  get isConnected() {
    return this.bridgeId !== null;
  }

  get isSynchronized() {
    return !Number.isNaN(this.#clock.offset);
  }

  /** The ensemble's time in seconds; -1 while it is not known. */
  get now() {
    return this.isSynchronized ? this.localNow + this.#clock.offset : -1;
  }

  /** The page's own time in seconds. */
  get localNow() {
    return this.#localTime();
  }

  /** The shortest round trip to the host lately, in seconds; NaN while the time is not known. */
  get roundTrip() {
    return this.#clock.roundTrip;
  }

  /** Takes another local clock, such as that of an AudioContext; the ensemble's time goes on without a step. @param {() => number} localTime seconds */
  setLocalTime(localTime) {
    this.#clock.localClockMoved(localTime() - this.localNow);
    this.#localTime = localTime;
    this.#rearm();
  }

  /** Resolves when the ensemble's time is known; at once when it is. @returns {Promise<void>} */
  whenSynchronized() {
    return this.isSynchronized ? Promise.resolve() : new Promise(resolve => this.addEventListener('synchronized', () => resolve(), { once: true }));
  }

  /** Offers a service, or changes its properties. @param {string} service @param {Record<string, string | number> | string} [properties] or their text, escaped: `;color:red;` */
  offer(service, properties = {}) {
    this.#announce(this.#announcements.offer(service, typeof properties === 'string' ? properties : encodeProperties(properties)));
  }

  /** Ends a service. @param {string} service */
  withdraw(service) {
    this.#announce(this.#announcements.withdraw(service));
  }

  /** Copies what is sent to one service to another. @param {string} tappee @param {string} tapper a service of this page @param {number} [mode] of TapMode */
  tap(tappee, tapper, mode = TapMode.keep) {
    this.#announce(this.#announcements.tap(tappee, tapper, mode));
  }

  /** Ends a tap. @param {string} tappee @param {string} tapper */
  untap(tappee, tapper) {
    this.#announce(this.#announcements.untap(tappee, tapper));
  }

  /**
   * Says what to do with messages for an address. A method of an address takes the place of an earlier one.
   * @param {string} address
   * @param {string | null} types that the message must have; null for any
   * @param {Handler} handler
   * @param {{ prefix?: boolean }} [options] prefix: also for all addresses below
   */
  method(address, types, handler, { prefix = false } = {}) {
    this.#methods.add(address, types, handler, prefix);
  }

  /** @param {string} address */
  removeMethod(address) {
    this.#methods.remove(address);
  }

  /**
   * Sends a message.
   * @param {string} address
   * @param {string} [types]
   * @param {Argument[]} [args]
   * @param {{ time?: number, reliable?: boolean }} [options] time: when it is to be delivered (`o2.now + 0.1`); reliable: never lost while the connection lasts
   * @returns {boolean} false when it is lost: there is no connection or too much waits already
   * @throws {TypeError} the arguments do not fit the types
   */
  send(address, types = '', args = [], { time = 0, reliable = false } = {}) {
    return this.sendText(encodeMessage(address, types, args, { time, reliable }), reliable);
  }

  /**
   * Sends a message that is text already. Without a connection it waits for one, unless it is best effort and there has been one.
   * @param {string} text @param {boolean} reliable @returns {boolean}
   */
  sendText(text, reliable) {
    if (this.isConnected) {
      if (!reliable && (this.socket?.bufferedAmount ?? 0) > O2Lite.#maxBuffered) return false;
      this.#write(text);
      return true;
    }

    if (this.#waiting.length >= O2Lite.#maxWaiting || (!reliable && this.#hasBeenConnected)) return false;
    this.#waiting.push(text);
    return true;
  }

  /** Asks for the status of a service; while there is no connection, the question waits for one. @param {string} service @returns {Promise<number>} of ServiceStatus */
  status(service) {
    return new Promise(resolve => {
      if (this.#questions.addStatus(service, resolve) && this.isConnected) this.#askStatus(service);
    });
  }

  /** Asks for all services and taps of the ensemble; while there is no connection, the question waits for one. @returns {Promise<ServiceRow[]>} */
  services() {
    return new Promise(resolve => {
      if (this.#questions.addList(resolve) && this.isConnected) this.#askList();
    });
  }

  // ------------------------------------------------------------------------------------------------------------ connection

  /** @param {{ code: number, reason: string }} detail */
  #disconnected(detail) {
    clearTimeout(this.#clockTimer);
    clearTimeout(this.#dueTimer);
    this.bridgeId = null;
    this.#clock.restart(this.localNow);
    this.#due.clear();
    this.#questions.restart();
    this.#emit('disconnected', detail);
  }

  /** @param {number} id */
  #accepted(id) {
    this.bridgeId = id;
    this.#hasBeenConnected = true;
    this.#connection.confirm();
    this.#request('!_o2/ws/full'); // hosts of ours then send all types; C++ hosts ignore it
    for (const announcement of this.#announcements.all()) this.#announce(announcement);
    for (const service of this.#questions.services) this.#askStatus(service);
    if (this.#questions.wantsList) this.#askList();
    for (const text of this.#waiting.splice(0)) this.#write(text);
    this.#askClockAt(this.#clock.restart(this.localNow));
    this.#emit('connected', { bridgeId: id });
  }

  /** @param {number} time local */
  #askClockAt(time) {
    this.#clockTimer = setTimeout(() => {
      const { number, next } = this.#clock.ask(this.localNow);
      this.#write(encodeMessage('/_o2/ws/cs/get', 'iis', [this.bridgeId, number, '!_o2/cs/put']));
      this.#askClockAt(next);
    }, Math.round(1000 * (time - this.localNow)));
  }

  /** @param {Announcement | null} announcement */
  #announce(announcement) {
    if (announcement && this.isConnected) this.#request('!_o2/ws/sv', 'siisi', announcement);
  }

  /** @param {string} service */
  #askStatus(service) {
    this.#request('/_o2/ws/st', 's', [service]);
  }

  #askList() {
    this.#request('/_o2/ws/ls');
  }

  /** @param {string} address @param {string} [types] @param {Argument[]} [args] */
  #request(address, types = '', args = []) {
    this.#write(encodeMessage(address, types, args, { reliable: true }));
  }

  /** @param {string} text */
  #write(text) {
    this.#connection.send(text);
    this.trace?.('sent', text);
  }

  // ------------------------------------------------------------------------------------------------------------ receiving

  /** @param {any} text */
  #receive(text) {
    const arrival = this.localNow;
    const message = typeof text === 'string' ? decodeMessage(text) : null;
    if (typeof text === 'string') this.trace?.('received', text);
    if (!message) return this.#drop(text, 'it is no message');
    if (message.address.startsWith('_o2/', 1)) this.#obey(message, arrival);
    const handler = this.#methods.find(message.address, message.types);
    if (handler) this.#deliver(message, handler, text);
    else if (!message.address.startsWith('_o2/', 1)) this.#drop(text, 'there is no method for it');
  }

  /** What the host says about itself. @param {Message} message @param {number} arrival */
  #obey({ address, types, args }, arrival) {
    switch (`${address.slice(1)} ${types}`) {
      case '_o2/id i':
        if (!this.isConnected) this.#accepted(args[0]);
        break;
      case '_o2/cs/put it':
        if (!this.#clock.answer(args[0], args[1], arrival)) break;
        this.#request('!_o2/ws/cs/cs');
        this.#emit('synchronized', { now: this.now });
        break;
      case '_o2/st si':
        this.#questions.answerStatus(args[0], args[1]);
        break;
      case '_o2/ls siss':
        this.#questions.answerRow(args[0], args[1], args[2], args[3]);
        break;
    }
  }

  /** @param {Message} message @param {Handler} handler @param {string} text */
  #deliver(message, handler, text) {
    if (!(message.time > 0)) return this.#call(handler, message);
    if (!this.isSynchronized) return this.#drop(text, 'it has a time, and the time is not known yet');
    if (message.time <= this.now) return this.#call(handler, message);
    this.#due.add(message.time, { message, handler });
    this.#rearm();
  }

  /** Sets the one timer to the first message that waits. */
  #rearm() {
    clearTimeout(this.#dueTimer);
    if (this.#due.next === Infinity) return;
    const wait = Math.max(0, Math.ceil(1000 * (this.#due.next - this.now)));
    this.#dueTimer = setTimeout(() => {
      for (const { message, handler } of this.#due.take(this.now)) this.#call(handler, message);
      this.#rearm();
    }, Math.min(wait, O2Lite.#longestTimer));
  }

  /** A handler that throws harms nobody else. @param {Handler} handler @param {Message} message */
  #call(handler, message) {
    try {
      handler(message);
    } catch (error) {
      console.error(`O2: the method for ${message.address} failed.`, error);
      this.#emit('error', { error, message });
    }
  }

  /** @param {string} text @param {string} reason */
  #drop(text, reason) {
    this.#emit('dropped', { text, reason });
  }

  /** @param {string} name @param {object} detail */
  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** The host that serves the page. */
const urlOfPage = () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/o2ws`;
