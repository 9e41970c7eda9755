// @ts-check
/** Follows the host's clock. Times are arguments, so that it can be tested; all in seconds. */
export class ClockFollower {
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
