// @ts-check
import { ETX } from './messages.js';

/**
 * Arguments of a message that announces something: name, exists, is a service, properties or tapped service, mode.
 * @typedef {[string, 0 | 1, 0 | 1, string, number]} Announcement
 */

/** What the page offers and taps, kept to be announced again on every connection. What changes it gives what is to be announced now; null for nothing. */
export class Announcements {
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
