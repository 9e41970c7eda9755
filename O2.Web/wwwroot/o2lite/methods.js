// @ts-check
/** @typedef {import('./messages.js').Message} Message */
/** @typedef {(message: Message) => void} Handler */

/** Finds the method for a message: first the exact address, then the longest-standing prefix. */
export class MethodTable {
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
