// @ts-check
import { Mapping, fromFraction, toFraction } from '../model.js';

/** @typedef {'input' | 'output'} Bar */
/** @typedef {'low' | 'high'} End */

const bars = /** @type {Bar[]} */ (['input', 'output']);
const ends = /** @type {End[]} */ (['low', 'high']);

/** Two bars, the range of a movement and the range of the sound that it becomes. Says `change` when an end is moved. */
export class BarPair extends HTMLElement {
  static #keySteps = /** @type {Record<string, number>} */ ({ ArrowLeft: -0.01, ArrowDown: -0.01, ArrowRight: 0.01, ArrowUp: 0.01, PageDown: -0.1, PageUp: 0.1, Home: -1, End: 1 });
  #parts = /** @type {Record<string, HTMLElement>} */ ({});
  #mapping = /** @type {Mapping | null} */ (null);

  /** @param {Mapping} mapping */
  set mapping(mapping) {
    this.#mapping = mapping;
    if (!this.firstChild) this.#build(mapping);
    this.update();
  }

  get mapping() {
    return /** @type {Mapping} */ (this.#mapping);
  }

  /** Shows the mapping as it is now. */
  update() {
    for (const bar of bars) {
      const limits = this.mapping.limits[bar];
      const places = ends.map(end => toFraction(this.mapping[bar][end], limits));
      ends.forEach((end, i) => {
        const handle = this.#parts[`${bar}-${end}`];
        handle.style.left = `${100 * places[i]}%`;
        handle.setAttribute('aria-valuenow', this.mapping[bar][end].toFixed(3));
      });
      const range = this.#parts[`${bar}-range`];
      range.style.left = `${100 * Math.min(...places)}%`;
      range.style.width = `${100 * Math.abs(places[1] - places[0])}%`;
    }
    this.#parts.line.textContent = `y = ${this.mapping.m.toFixed(2)} x ${this.mapping.b < 0 ? '−' : '+'} ${Math.abs(this.mapping.b).toFixed(2)}`;
  }

  /** Shows a value that was measured or sent. @param {Bar} bar @param {number} value */
  show(bar, value) {
    const live = this.#parts[`${bar}-live`];
    live.style.left = `${100 * toFraction(value, this.mapping.limits[bar])}%`;
    live.dataset.value = value.toString();
    this.#parts[`${bar}-value`].textContent = value.toFixed(2).replace('-', '−');
  }

  /** @param {Mapping} mapping */
  #build(mapping) {
    const title = this.#add(this, 'div', 'title');
    const names = this.#add(title, 'strong');
    names.append(`${mapping.name} `);
    this.#parts['input-value'] = this.#add(names, 'span', 'value input');
    names.append(` → ${mapping.parameter} `);
    this.#parts['output-value'] = this.#add(names, 'span', 'value output');
    this.#parts.line = this.#add(title, 'span');
    for (const bar of bars) {
      const box = this.#add(this, 'div', `bar ${bar}`);
      this.#parts[`${bar}-range`] = this.#add(box, 'div', 'range');
      this.#parts[`${bar}-live`] = this.#add(box, 'div', 'live');
      for (const end of ends) this.#parts[`${bar}-${end}`] = this.#addHandle(box, bar, end);
    }
  }

  /** @param {HTMLElement} box @param {Bar} bar @param {End} end */
  #addHandle(box, bar, end) {
    const handle = this.#add(box, 'div', `handle ${end}`);
    const limits = this.mapping.limits[bar];
    handle.tabIndex = 0;
    handle.setAttribute('role', 'slider');
    handle.setAttribute('aria-label', `${this.mapping.name}, ${end} end of the ${bar} range`);
    handle.setAttribute('aria-valuemin', limits.low.toString());
    handle.setAttribute('aria-valuemax', limits.high.toString());
    handle.onpointerdown = event => handle.setPointerCapture(event.pointerId);
    handle.onpointermove = event => {
      if (!handle.hasPointerCapture(event.pointerId)) return;
      const { left, width } = box.getBoundingClientRect();
      this.#move(bar, end, (event.clientX - left) / width);
    };
    handle.onkeydown = event => {
      const step = BarPair.#keySteps[event.key];
      if (step === undefined) return;
      event.preventDefault();
      this.#move(bar, end, toFraction(this.mapping[bar][end], limits) + step);
    };
    return handle;
  }

  /** @param {Bar} bar @param {End} end @param {number} fraction */
  #move(bar, end, fraction) {
    this.mapping.move(bar, end, fromFraction(fraction, this.mapping.limits[bar]));
    this.update();
    this.dispatchEvent(new Event('change', { bubbles: true }));
  }

  /** @param {HTMLElement} parent @param {string} tag @param {string} [className] */
  #add(parent, tag, className = '') {
    const element = document.createElement(tag);
    element.className = className;
    parent.append(element);
    return element;
  }
}

customElements.define('o2-bar-pair', BarPair);
