// @ts-check
import { ServiceStatus } from './constants.js';
import { decodeProperties } from './properties.js';

/**
 * What `services()` lists. A row of status `tap` says that the service is tapped by `tapper`.
 * @typedef {{ service: string, status: number, process: string, properties: Record<string, string>, tapper: string | null }} ServiceRow
 */

/** Who waits for which answer of the host. Several who want the same share one question. */
export class Questions {
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
