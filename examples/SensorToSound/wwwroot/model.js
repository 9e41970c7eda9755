// @ts-check

/** @typedef {{ low: number, high: number }} Range */

/** What a movement does to the sound, y = m * x + b, seen as two ranges: x from `input.low` to `input.high` becomes y from `output.low` to `output.high`. */
export class Mapping {
  static #smallestInput = 0.01; // of the whole bar: a range of nothing has no line

  /** @param {string} name @param {number} reading @param {string} parameter @param {Range} inputLimits @param {Range} outputLimits @param {number} m @param {number} b */
  constructor(name, reading, parameter, inputLimits, outputLimits, m, b) {
    this.name = name;
    this.reading = reading;
    this.parameter = parameter;
    this.limits = { input: inputLimits, output: outputLimits };
    this.input = { ...inputLimits };
    this.output = { low: 0, high: 0 };
    this.setLine(m, b);
  }

  get m() {
    return (this.output.high - this.output.low) / (this.input.high - this.input.low);
  }

  get b() {
    return this.output.low - this.m * this.input.low;
  }

  /**
   * Takes a line that somebody else has chosen. The input range stays, but for what would give a value that the parameter cannot have.
   * @param {number} m @param {number} b
   */
  setLine(m, b) {
    const { input, output } = this.limits;
    const reach = m === 0 ? input : order((output.low - b) / m, (output.high - b) / m);
    const low = clamp(Math.max(this.input.low, reach.low), input);
    const high = clamp(Math.min(this.input.high, reach.high), input);
    if (high - low >= this.#least) this.input = { low, high };
    this.output = { low: clamp(m * this.input.low + b, output), high: clamp(m * this.input.high + b, output) };
  }

  /** Moves an end of a bar. The ends of the input range keep their order, those of the output range may cross. @param {'input' | 'output'} bar @param {'low' | 'high'} end @param {number} value */
  move(bar, end, value) {
    const limits = { ...this.limits[bar] };
    if (bar === 'input' && end === 'low') limits.high = this.input.high - this.#least;
    if (bar === 'input' && end === 'high') limits.low = this.input.low + this.#least;
    this[bar][end] = clamp(value, limits);
  }

  get #least() {
    return Mapping.#smallestInput * (this.limits.input.high - this.limits.input.low);
  }
}

/** Where a value stands on a bar, 0 to 1. @param {number} value @param {Range} limits */
export const toFraction = (value, limits) => (clamp(value, limits) - limits.low) / (limits.high - limits.low);

/** The value at a place of a bar. @param {number} fraction @param {Range} limits */
export const fromFraction = (fraction, limits) => limits.low + clamp(fraction, { low: 0, high: 1 }) * (limits.high - limits.low);

/** @param {number} value @param {Range} limits */
export const clamp = (value, limits) => Math.min(Math.max(value, limits.low), limits.high);

/** @param {number} one @param {number} other @returns {Range} */
const order = (one, other) => ({ low: Math.min(one, other), high: Math.max(one, other) });
