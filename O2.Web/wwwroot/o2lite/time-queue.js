// @ts-check
/** Things that wait for their time; those of equal time come in the order in which they were added. @template T */
export class TimeQueue {
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
