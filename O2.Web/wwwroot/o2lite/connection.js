// @ts-check
/**
 * A WebSocket that is opened again whenever it is lost, after growing pauses, until it is closed.
 *
 * @typedef {object} ConnectionOwner what hears of it
 * @property {() => string} url of the next socket
 * @property {() => void} opened
 * @property {(data: any) => void} received
 * @property {(detail: { code: number, reason: string }) => void} lost also after `close()`
 */
export class Connection {
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
