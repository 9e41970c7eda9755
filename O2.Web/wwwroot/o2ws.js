// O2 for web pages as a classic script, with the functions of the original o2ws.js. Made by make-o2ws.mjs; change o2lite/*.js or o2ws-functions.js.

var o2lite = (() => {
/** What the host tells about a service; without time: 0 to 3, with time: 4 to 7. */
const ServiceStatus = Object.freeze({
  unknown: -1, localNoTime: 0, remoteNoTime: 1, bridgeNoTime: 2, oscNoTime: 3, local: 4, remote: 5, bridge: 6, osc: 7, tap: 8,
});

/** How copies go to a tapper: as the original did, reliably, or best effort. */
const TapMode = Object.freeze({ keep: 0, reliable: 1, bestEffort: 2 });

/**
 * What a page may give as argument, and gets: numbers for `i f d t m`, bigint for `h`, strings for `s S c`, booleans for `B T F`, null for `N`, Infinity
 * for `I`, Uint8Array for `b`, a typed array for a vector (`vi vh vf vd`), an array for `[...]`. null also stands for what the host could not write.
 * @typedef {number | bigint | string | boolean | null | Uint8Array | Iterable<any>} Argument
 */

/**
 * Writes arguments, one field for each letter of the types.
 * @param {string} types
 * @param {Argument[]} args one for each type; a vector is one, an array in brackets is one
 * @returns {string[]}
 * @throws {TypeError} an argument is not of its type, or too many or too few are there
 */
function encodeArguments(types, args) {
  /** @type {string[]} */
  const fields = [];
  const end = encodeItems(types, 0, args, fields);
  if (end < types.length) throw new TypeError(`Brackets do not match in '${types}'.`);
  return fields;
}

/** Writes the items up to the end or to a closing bracket. @param {string} types @param {number} at @param {Iterable<any>} args @param {string[]} fields @returns {number} */
function encodeItems(types, at, args, fields) {
  const values = [...args];
  let next = 0;
  while (at < types.length && types[at] !== ']') {
    const code = types[at++];
    if (next >= values.length) throw new TypeError(`There are fewer arguments than types in '${types}'.`);
    const value = values[next++];
    if (code === '[') {
      fields.push('');
      at = encodeItems(types, at, value, fields);
      if (types[at++] !== ']') throw new TypeError(`Brackets do not match in '${types}'.`);
      fields.push('');
    } else if (code === 'v') {
      const element = types[at++];
      if (!'ihfd'.includes(element ?? '?')) throw new TypeError(`There is no vector 'v${element}'.`);
      fields.push('', Array.from(value, item => encodeItem(element, item)).join(' '));
    } else {
      fields.push(encodeItem(code, value));
    }
  }

  if (next < values.length) throw new TypeError(`There are more arguments than types in '${types}'.`);
  return at;
}

/** @param {string} code @param {any} value @returns {string} */
function encodeItem(code, value) {
  switch (code) {
    case 'i': return String(Math.trunc(number(code, value)));
    case 'h': return typeof value === 'bigint' ? String(value) : BigInt(Math.trunc(number(code, value))).toString();
    case 'f': case 'd': case 't': return String(number(code, value));
    case 's': case 'S': return checkText(text(code, value));
    case 'c': return String(typeof value === 'number' ? value : text(code, value).codePointAt(0) ?? 0);
    case 'B': return value ? '1' : '0';
    case 'm': return (number(code, value) >>> 0).toString(16).padStart(8, '0');
    case 'b': return toBase64(value);
    case 'T': case 'F': case 'N': case 'I': return '';
    default: throw new TypeError(`'${code}' is no type of O2.`);
  }
}
/**
 * Reads arguments.
 * @param {string} types
 * @param {string[]} fields one for each letter of the types
 * @returns {any[]}
 */
function decodeArguments(types, fields) {
  /** @type {any[]} */
  let args = [];
  const outer = [];
  for (let i = 0; i < types.length; i++) {
    if (types[i] === '[') {
      outer.push(args);
      args = [];
    } else if (types[i] === ']') {
      const array = args;
      args = outer.pop() ?? [];
      args.push(array);
    } else if (types[i] === 'v' && fields[i] !== '?' && i + 1 < types.length) {
      i++;
      args.push(decodeVector(types[i], fields[i]));
    } else {
      args.push(decodeItem(types[i], fields[i]));
    }
  }

  return args;
}

/** @param {string} code @param {string} field @returns {any} */
function decodeItem(code, field) {
  switch (code) {
    case 's': case 'S': return field;
    case 'T': return true;
    case 'F': return false;
    case 'N': return null;
    case 'I': return Infinity;
  }

  if (field === '?') return null;
  switch (code) {
    case 'i': return parseInt(field, 10);
    case 'h': return toBigInt(field);
    case 'f': case 'd': case 't': return toNumber(field);
    case 'c': return toCharacter(parseInt(field, 10));
    case 'B': return field !== '0';
    case 'm': return parseInt(field, 16);
    case 'b': return fromBase64(field);
    default: return field;
  }
}

/** @param {string} element @param {string} field */
function decodeVector(element, field) {
  const items = field.split(' ').filter(item => item !== '');
  switch (element) {
    case 'i': return Int32Array.from(items, Number);
    case 'h': return BigInt64Array.from(items, toBigInt);
    case 'f': return Float32Array.from(items, toNumber);
    default: return Float64Array.from(items, toNumber);
  }
}

/** Numbers of C hosts may be `inf` and `nan`. @param {string} field */
const toNumber = field => (/^-?inf$/i.test(field) ? (field[0] === '-' ? -Infinity : Infinity) : parseFloat(field));

/** What is no integer becomes 0. @param {string} field */
const toBigInt = field => (/^-?\d+$/.test(field) ? BigInt.asIntN(64, BigInt(field)) : 0n);

/** @param {number} code */
const toCharacter = code => (code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : code);

/** @param {Uint8Array} bytes */
const toBase64 = bytes => btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));

/** @param {string} field @returns {Uint8Array | null} null when it is damaged */
function fromBase64(field) {
  try {
    return Uint8Array.from(atob(field), character => character.charCodeAt(0));
  } catch {
    return null;
  }
}

/** @param {string} code @param {any} value @returns {number} */
function number(code, value) {
  if (typeof value !== 'number') throw new TypeError(`'${value}' is no number, as type '${code}' needs it.`);
  return value;
}

/** @param {string} code @param {any} value @returns {string} */
function text(code, value) {
  if (typeof value !== 'string') throw new TypeError(`'${value}' is no string, as type '${code}' needs it.`);
  return value;
}

/** Nothing is escaped, so what ends a field cannot be sent. @param {string} text */
function checkText(text) {
  if (/[\0\u0003]/.test(text)) throw new TypeError('Strings of a message cannot have the characters U+0000 and U+0003.');
  return text;
}

/** Ends each field of a message. */
const ETX = '\u0003';

const HEADER_FIELDS = 4; // address, types, time, flag

/** A message that came. */
class Message {
  #args = /** @type {any[] | undefined} */ (undefined);

  /**
   * @param {string} address with its first character
   * @param {string} types
   * @param {number} time seconds of the ensemble's clock; 0 or less: at once
   * @param {boolean} reliable
   * @param {string[]} fields the arguments as they came, as text
   */
  constructor(address, types, time, reliable, fields) {
    this.address = address;
    this.types = types;
    this.time = time;
    this.reliable = reliable;
    this.fields = fields;
  }

  /** The arguments. @returns {any[]} */
  get args() {
    return (this.#args ??= decodeArguments(this.types, this.fields));
  }
}

/**
 * Writes a message.
 * @param {string} address
 * @param {string} types
 * @param {Argument[]} args one for each type; a vector is one, an array in brackets is one
 * @param {{ time?: number, reliable?: boolean }} [options]
 * @returns {string}
 * @throws {TypeError} an argument is not of its type, or too many or too few are there
 */
function encodeMessage(address, types, args, { time = 0, reliable = false } = {}) {
  if (!/^[/!][^/]/.test(address)) throw new TypeError(`'${address}' is no O2 address: it must begin with '/' or '!' and a service name.`);
  return joinFields([checkText(address), types, String(time), reliable ? 'T' : 'F', ...encodeArguments(types, args)]);
}

/**
 * Ends each field, and lengthens the text where a host in C++ would misread the length of its frame: one whose low byte is 128 or more.
 * @param {string[]} fields
 */
function joinFields(fields) {
  const text = fields.join(ETX) + ETX;
  const length = utf8Length(text);
  const filled = (length | 0xff) + 1;
  return (length & 0x80) === 0 || filled > 0xffff ? text : text + ETX.padStart(filled - length);
}

/**
 * Reads a message.
 * @param {string} text
 * @returns {Message | null} null when the text is none
 */
function decodeMessage(text) {
  const fields = text.split(ETX);
  const [address, types, time, flag] = fields;
  const count = fields.length - 1 - HEADER_FIELDS;
  if (fields[fields.length - 1] !== '' || count < types?.length || count < 0 || address.length < 2) return null;
  return new Message(address, types, parseFloat(time), flag === 'T', fields.slice(HEADER_FIELDS, HEADER_FIELDS + types.length));
}

/** @param {string} text */
const utf8Length = text => (/[^\0-\x7f]/.test(text) ? new TextEncoder().encode(text).length : text.length);

/** Writes properties. @param {Record<string, string | number>} properties @returns {string} such as `;color:red;size:2;` */
function encodeProperties(properties) {
  return ';' + Object.entries(properties).map(([key, value]) => `${key}:${String(value).replace(/[\\:;]/g, '\\$&')};`).join('');
}

/** Reads properties. @param {string} text such as `color:red;size:2;` @returns {Record<string, string>} */
function decodeProperties(text) {
  /** @type {Record<string, string>} */
  const properties = {};
  for (const [, key, value] of text.matchAll(/([^:;]+):((?:\\.|[^\\;])*);/g)) properties[key] = value.replace(/\\(.)/g, '$1');
  return properties;
}

/**
 * Arguments of a message that announces something: name, exists, is a service, properties or tapped service, mode.
 * @typedef {[string, 0 | 1, 0 | 1, string, number]} Announcement
 */

/** What the page offers and taps, kept to be announced again on every connection. What changes it gives what is to be announced now; null for nothing. */
class Announcements {
  #services = /** @type {Map<string, Announcement>} */ (new Map());
  #taps = /** @type {Map<string, Announcement>} */ (new Map());

  /** @param {string} service @param {string} properties @returns {Announcement} */
  offer(service, properties) {
    return note(this.#services, service, [service, 1, 1, properties, 0]);
  }

  /** @param {string} service @returns {Announcement | null} */
  withdraw(service) {
    return this.#services.delete(service) ? [service, 0, 1, '', 0] : null;
  }

  /** @param {string} tappee @param {string} tapper @param {number} mode @returns {Announcement} */
  tap(tappee, tapper, mode) {
    return note(this.#taps, tappee + ETX + tapper, [tapper, 1, 0, tappee, mode]);
  }

  /** @param {string} tappee @param {string} tapper @returns {Announcement | null} */
  untap(tappee, tapper) {
    return this.#taps.delete(tappee + ETX + tapper) ? [tapper, 0, 0, tappee, 0] : null;
  }

  /** Everything; services first. @returns {Announcement[]} */
  all() {
    return [...this.#services.values(), ...this.#taps.values()];
  }
}

/** @param {Map<string, Announcement>} announced @param {string} key @param {Announcement} announcement */
function note(announced, key, announcement) {
  announced.set(key, announcement);
  return announcement;
}

/** Follows the host's clock. Times are arguments, so that it can be tested; all in seconds. */
class ClockFollower {
  static #window = 5;
  static #step = 0.002;
  #samples = /** @type {{ roundTrip: number, offset: number }[]} */ ([]);
  #start = 0;
  #sent = 0;
  #number = 0;

  /** Global minus local time; NaN before the clock is won. */
  offset = NaN;

  /** Shortest round trip of the last answers. */
  roundTrip = NaN;

  /** Starts afresh, as on every new connection. @param {number} now local time @returns {number} when to ask first */
  restart(now) {
    this.#samples = [];
    this.offset = this.roundTrip = NaN;
    this.#number++; // an answer that is still under way does not count
    return (this.#start = now + 0.05);
  }

  /** A question is sent. @param {number} now local time @returns {{ number: number, next: number }} its number, and when to ask next */
  ask(now) {
    this.#sent = now;
    const age = now - this.#start;
    return { number: ++this.#number, next: now + (age > 5 ? 10 : age > 1 ? 0.5 : 0.1) };
  }

  /** An answer came. @param {number} answered its number @param {number} time global time in it @param {number} now local time @returns {boolean} true when the clock is won by it */
  answer(answered, time, now) {
    if (answered !== this.#number) return false;
    this.#number++; // it is answered once
    const roundTrip = now - this.#sent;
    this.#samples.push({ roundTrip, offset: time + roundTrip / 2 - now });
    if (this.#samples.length < ClockFollower.#window) return false;
    if (this.#samples.length > ClockFollower.#window) this.#samples.shift();
    const best = this.#samples.reduce((a, b) => (b.roundTrip < a.roundTrip ? b : a));
    const isWon = Number.isNaN(this.offset);
    this.roundTrip = best.roundTrip;
    this.offset = isWon ? best.offset : ClockFollower.#lead(this.offset, best);
    return isWon;
  }

  /** The local clock was set forward by so many seconds, or back. @param {number} seconds */
  localClockMoved(seconds) {
    this.offset -= seconds;
    this.#start += seconds;
    this.#sent += seconds;
    for (const sample of this.#samples) sample.offset -= seconds;
  }

  /** Into the range that the round trip leaves open, then by small steps. @param {number} offset @param {{ roundTrip: number, offset: number }} best */
  static #lead(offset, best) {
    const clamped = Math.min(Math.max(offset, best.offset - best.roundTrip), best.offset + best.roundTrip);
    if (clamped !== offset) return clamped;
    return offset + Math.min(Math.max(best.offset - offset, -ClockFollower.#step), ClockFollower.#step);
  }
}

/**
 * A WebSocket that is opened again whenever it is lost, after growing pauses, until it is closed.
 *
 * @typedef {object} ConnectionOwner what hears of it
 * @property {() => string} url of the next socket
 * @property {() => void} opened
 * @property {(data: any) => void} received
 * @property {(detail: { code: number, reason: string }) => void} lost also after `close()`
 */
class Connection {
  static #firstPause = 0.25; // seconds until the next attempt; it doubles
  static #longestPause = 4;
  #owner;
  #socket = /** @type {WebSocket | null} */ (null);
  #pause = Connection.#firstPause;
  #isClosed = true;
  #timer = /** @type {any} */ (undefined);

  /** @param {ConnectionOwner} owner */
  constructor(owner) {
    this.#owner = owner;
  }

  /** The socket, while there is one. */
  get socket() {
    return this.#socket;
  }

  /** Opens it. Does nothing while a socket is there. */
  open() {
    this.#isClosed = false;
    clearTimeout(this.#timer);
    if (!this.#socket) this.#connect();
  }

  close() {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    const socket = this.#socket;
    if (!socket) return;
    this.#lose({ code: 1000, reason: 'closed by the page' });
    socket.close(1000);
  }

  /** Says that the other side is the one that was looked for: pauses are short again. */
  confirm() {
    this.#pause = Connection.#firstPause;
  }

  /** @param {string} text */
  send(text) {
    this.#socket?.send(text);
  }

  #connect() {
    const socket = new WebSocket(this.#owner.url());
    this.#socket = socket;
    socket.onopen = () => this.#owner.opened();
    socket.onmessage = event => socket === this.#socket && this.#owner.received(event.data);
    socket.onclose = ({ code, reason }) => {
      if (socket === this.#socket) this.#lose({ code, reason });
    };
  }

  /** @param {{ code: number, reason: string }} detail */
  #lose(detail) {
    this.#socket = null;
    this.#owner.lost(detail);
    if (this.#isClosed || this.#socket) return; // the owner may have closed or opened it
    this.#timer = setTimeout(() => this.#connect(), 1000 * this.#pause);
    this.#pause = Math.min(Connection.#longestPause, 2 * this.#pause);
  }
}

/** @typedef {(message: Message) => void} Handler */

/** Finds the method for a message: first the exact address, then the longest-standing prefix. */
class MethodTable {
  #exact = /** @type {Map<string, { types: string | null, handler: Handler }>} */ (new Map());
  #prefixes = /** @type {Map<string, { types: string | null, handler: Handler }>} */ (new Map());

  /** @param {string} address @param {string | null} types @param {Handler} handler @param {boolean} isPrefix also for what lies below the address */
  add(address, types, handler, isPrefix) {
    const path = address.slice(1);
    this.#exact.set(path, { types, handler });
    if (isPrefix) this.#prefixes.set(path, { types, handler });
    else this.#prefixes.delete(path);
  }

  /** @param {string} address */
  remove(address) {
    this.#exact.delete(address.slice(1));
    this.#prefixes.delete(address.slice(1));
  }

  /** @param {string} address @param {string} types @returns {Handler | null} */
  find(address, types) {
    const path = address.slice(1);
    const exact = this.#exact.get(path);
    if (exact) return exact.types === null || exact.types === types ? exact.handler : null;
    for (const [prefix, method] of this.#prefixes) {
      if (path.startsWith(prefix) && path[prefix.length] === '/' && (method.types === null || method.types === types)) return method.handler;
    }

    return null;
  }
}

/**
 * What `services()` lists. A row of status `tap` says that the service is tapped by `tapper`.
 * @typedef {{ service: string, status: number, process: string, properties: Record<string, string>, tapper: string | null }} ServiceRow
 */

/** Who waits for which answer of the host. Several who want the same share one question. */
class Questions {
  #statuses = /** @type {Map<string, ((status: number) => void)[]>} */ (new Map());
  #lists = /** @type {((rows: ServiceRow[]) => void)[]} */ ([]);
  #rows = /** @type {ServiceRow[]} */ ([]);

  /** The services whose status is waited for. */
  get services() {
    return [...this.#statuses.keys()];
  }

  /** Whether the list is waited for. */
  get wantsList() {
    return this.#lists.length > 0;
  }

  /** @param {string} service @param {(status: number) => void} resolve @returns {boolean} whether the host has to be asked: nobody else waits for it */
  addStatus(service, resolve) {
    const waiting = this.#statuses.get(service) ?? [];
    this.#statuses.set(service, waiting);
    return waiting.push(resolve) === 1;
  }

  /** @param {(rows: ServiceRow[]) => void} resolve @returns {boolean} whether the host has to be asked */
  addList(resolve) {
    return this.#lists.push(resolve) === 1;
  }

  /** @param {string} service @param {number} status */
  answerStatus(service, status) {
    const waiting = this.#statuses.get(service) ?? [];
    this.#statuses.delete(service);
    for (const resolve of waiting) resolve(status);
  }

  /** A row of the list came; the last one has no name. @param {string} service @param {number} status @param {string} process @param {string} rest properties, or who taps */
  answerRow(service, status, process, rest) {
    if (service === '') {
      const rows = this.#rows;
      this.#rows = [];
      for (const resolve of this.#lists.splice(0)) resolve(rows);
    } else if (this.wantsList) {
      const isTap = status === ServiceStatus.tap;
      this.#rows.push({ service, status, process, properties: isTap ? {} : decodeProperties(rest), tapper: isTap ? rest : null });
    }
  }

  /** The connection is lost: what is still missing will not come. */
  restart() {
    this.#rows = [];
  }
}

/** Things that wait for their time; those of equal time come in the order in which they were added. @template T */
class TimeQueue {
  #items = /** @type {{ time: number, item: T }[]} */ ([]);

  /** @returns {number} time of the first; Infinity when nothing waits */
  get next() {
    return this.#items[0]?.time ?? Infinity;
  }

  /** @param {number} time @param {T} item */
  add(time, item) {
    let low = 0;
    for (let high = this.#items.length; low < high;) {
      const middle = (low + high) >> 1;
      if (this.#items[middle].time <= time) low = middle + 1;
      else high = middle;
    }

    this.#items.splice(low, 0, { time, item });
  }

  /** Takes out what is due. @param {number} now @returns {T[]} */
  take(now) {
    let count = 0;
    while (count < this.#items.length && this.#items[count].time <= now) count++;
    return this.#items.splice(0, count).map(entry => entry.item);
  }

  clear() {
    this.#items = [];
  }
}

/**
 * The page as a participant of an ensemble. When the connection is lost it connects again by itself, and says again what it offers and taps.
 *
 * Events: `connected`; `synchronized` (times can be used); `disconnected` (detail: code and reason); `dropped` (detail: text and reason; a message that came
 * and was not delivered); `error` (detail: what a handler threw).
 */
class O2Lite extends EventTarget {
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

return { ServiceStatus, TapMode, Message, encodeMessage, decodeMessage, joinFields, encodeProperties, decodeProperties, O2Lite };
})();

// The functions and variables of the original o2ws.js, on top of O2Lite. Pages written for it run unchanged; what they may define themselves:
// o2ws_on_error(text), o2ws_status_msg(text), o2ws_error(text), and handlers for /_o2/st and /_o2/ls.

var O2_UNKNOWN = -1;
var O2_LOCAL_NOTIME = 0;
var O2_REMOTE_NOTIME = 1;
var O2_BRIDGE_NOTIME = 2;
var O2_TO_OSC_NOTIME = 3;
var O2_LOCAL = 4;
var O2_REMOTE = 5;
var O2_BRIDGE = 6;
var O2_TO_OSC = 7;
var O2_TAP = 8;

var TAP_KEEP = 0;
var TAP_RELIABLE = 1;
var TAP_BEST_EFFORT = 2;

var ETX = '\u0003';
var WSURI = "ws://THE.LOC.ALH.OST:PORTNO/o2ws"; // a host that serves this file puts its address here

var o2ws_websocket = null; // while a connection is there or being made
var o2ws_ensemble = null;
var o2ws_bridge_id = null; // null before the host has given it
var o2ws_clock_synchronized = false;
var o2ws_status_msgs_enable = false; // tell o2ws_status_msg of everything
var o2ws_console_enable = true;
var o2ws_message_fields = []; // in a handler: the arguments that were not taken yet, as text

/** Local seconds; o2ws_set_time_reference replaces it. */
var o2ws_local_time = () => performance.now() / 1000;

var o2ws_client = new o2lite.O2Lite('', { localTime: () => o2ws_local_time() });
var o2ws_properties = {};
var o2ws_outgoing = null; // the message between o2ws_send_start and o2ws_send_finish

o2ws_client.trace = (direction, text) => {
  if (!o2ws_status_msgs_enable) return;
  o2ws_tell('o2ws_status_msg', (direction === 'sent' ? `SENT: ${text.length} bytes, ` : 'RECEIVED: ') + o2ws_printable(text));
};

o2ws_client.addEventListener('connected', event => {
  o2ws_websocket = o2ws_client.socket;
  o2ws_bridge_id = event.detail.bridgeId;
  if (o2ws_status_msgs_enable) o2ws_tell('o2ws_status_msg', `CONNECTED\nOur ID is ${o2ws_bridge_id}; starting clock sync.`);
});

o2ws_client.addEventListener('synchronized', () => {
  o2ws_clock_synchronized = true;
});

o2ws_client.addEventListener('disconnected', event => {
  o2ws_websocket = null;
  o2ws_bridge_id = null;
  o2ws_clock_synchronized = false;
  if (o2ws_status_msgs_enable) o2ws_tell('o2ws_status_msg', 'DISCONNECTED');
  if (event.detail.code !== 1000) o2ws_tell('o2ws_error', `Websocket to O2 host was closed abnormally (${event.detail.code} ${event.detail.reason})`);
});

o2ws_client.addEventListener('dropped', event => {
  o2ws_tell('o2ws_status_msg', `Dropped incoming O2 message: ${o2wsMessageToString(event.detail.text)} (${event.detail.reason})`);
});

/** Joins an ensemble through the host that serves the page, or another ("name:port"), and stays until o2ws_finish. */
function o2ws_initialize(ensemble, host = document.location.host) {
  if (o2ws_websocket) return;
  o2ws_ensemble = ensemble;
  o2ws_client.ensemble = ensemble;
  o2ws_client.url = `${document.location.protocol === 'https:' ? 'wss' : 'ws'}://${host}/o2ws`;
  o2ws_client.connect();
  o2ws_websocket = o2ws_client.socket;
}

/** Closes the connection. */
function o2ws_finish() {
  o2ws_client.close();
}

/** O2 time in seconds; -1 while it is not known. */
function o2ws_time_get() {
  return o2ws_client.now;
}

/** Takes another local clock, such as that of Web Audio; O2 time goes on without a step. */
function o2ws_set_time_reference(time_fn) {
  o2ws_client.setLocalTime(time_fn);
  o2ws_local_time = time_fn;
}

/** Offers services; names with commas between them. */
function o2ws_set_services(services) {
  for (const name of services.split(',')) {
    if (name.length > 0) o2ws_client.offer(name, ';' + (o2ws_properties[name] ?? ''));
  }
}

/** Sets all properties of a service, "key:value;key2:value2;", with \: \; \\ in values. */
function o2ws_set_properties(service, properties) {
  o2ws_properties[service] = properties;
  o2ws_client.offer(service, ';' + properties);
}

/** Taps services: "tappee:tapper:mode,..." with mode K (keep), R (reliable) or B (best effort). */
function o2ws_tap(taps) {
  for (const tap of taps.split(',')) {
    const [tappee, tapper, mode, ...rest] = tap.split(':');
    const known = { K: TAP_KEEP, R: TAP_RELIABLE, B: TAP_BEST_EFFORT };
    if (mode === undefined || rest.length > 0) o2ws_tell('o2ws_status_msg', `Bad tap description: ${taps}`);
    else if (mode in known) o2ws_client.tap(tappee, tapper, known[mode]);
    else o2ws_tell('o2ws_status_msg', `Bad tap mode: '${mode}'`);
  }
}

/** Calls handler(timestamp, address without first character, types, info) for messages to path, and below it unless full; typespec null: any types. */
function o2ws_method_new(path, typespec, full, handler, info) {
  o2ws_client.method(path, typespec, message => {
    o2ws_message_fields = [...message.fields];
    handler(message.time, message.address.substring(1), message.types, info);
  }, { prefix: !full });
}

/** Sends best effort. */
function o2ws_send(address, time, types, ...args) {
  o2ws_send_args(address, time, types, false, args);
}

/** Sends reliably. */
function o2ws_send_cmd(address, time, types, ...args) {
  o2ws_send_args(address, time, types, true, args);
}

function o2ws_send_args(address, time, types, reliable, args) {
  try {
    o2ws_client.sendText(o2lite.encodeMessage(address, types, args, { time, reliable }), reliable);
  } catch (error) {
    o2ws_tell('o2ws_on_error', `o2ws_send[_cmd]: ${error.message}`);
  }
}

/** Begins a message; o2ws_add_* for each type and o2ws_send_finish follow. */
function o2ws_send_start(address, time, types, tcp = true) {
  const isSound = typeof address === 'string' && typeof time === 'number' && typeof types === 'string' && typeof tcp === 'boolean';
  if (!isSound) o2ws_tell('o2ws_on_error', 'Bad parameter to o2ws_send_start');
  o2ws_outgoing = isSound ? { reliable: tcp, fields: [address, types, String(time), tcp ? 'T' : 'F'] } : null;
}

function o2ws_send_finish() {
  const { reliable, fields } = o2ws_outgoing ?? { fields: [] };
  o2ws_outgoing = null;
  if (fields.some(field => /[\0\u0003]/.test(field))) o2ws_tell('o2ws_on_error', 'Strings of a message cannot have the characters U+0000 and U+0003.');
  else if (fields.length > 0) o2ws_client.sendText(o2lite.joinFields(fields), reliable);
}

function o2ws_add_string(s) { o2ws_add(s); }
function o2ws_add_time(time) { o2ws_add(time); }
function o2ws_add_double(x) { o2ws_add(x); }
function o2ws_add_float(x) { o2ws_add(x); }
function o2ws_add_int(i) { o2ws_add(i); }
function o2ws_add_int32(i) { o2ws_add(i); }
function o2ws_add(value) { o2ws_outgoing?.fields.push(String(value)); }

// In a handler: the next argument.
function o2ws_get_string() { return o2ws_message_fields.shift(); }
function o2ws_get_float() { return parseFloat(o2ws_message_fields.shift()); }
function o2ws_get_double() { return o2ws_get_float(); }
function o2ws_get_time() { return o2ws_get_float(); }
function o2ws_get_int32() { return parseInt(o2ws_message_fields.shift(), 10); }
function o2ws_get_int() { return o2ws_get_int32(); }
function o2ws_get_int64() { return o2ws_get_int32(); }

function o2ws_printable(s) { return s.replaceAll(ETX, ' ¦ '); }

function o2wsMessageToString(msg) { return o2wsMsgFieldsToString(String(msg).split(ETX)); }

function o2wsMsgFieldsToString([address, types, time, flag, ...args]) {
  return [`${address}@${time}`, flag === 'T' ? 'TCP' : 'UDP', types, ...args].join(',');
}

/** Tells a function that the page may have defined, and the console unless that is switched off. */
function o2ws_tell(name, text) {
  if (typeof globalThis[name] === 'function') globalThis[name](text);
  if (o2ws_console_enable && name !== 'o2ws_status_msg') console.warn(text);
}
