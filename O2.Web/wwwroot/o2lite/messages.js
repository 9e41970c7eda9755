// @ts-check
import { checkText, decodeArguments, encodeArguments } from './arguments.js';

/** @typedef {import('./arguments.js').Argument} Argument */

/** Ends each field of a message. */
export const ETX = '\u0003';

const HEADER_FIELDS = 4; // address, types, time, flag

/** A message that came. */
export class Message {
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
export function encodeMessage(address, types, args, { time = 0, reliable = false } = {}) {
  if (!/^[/!][^/]/.test(address)) throw new TypeError(`'${address}' is no O2 address: it must begin with '/' or '!' and a service name.`);
  return joinFields([checkText(address), types, String(time), reliable ? 'T' : 'F', ...encodeArguments(types, args)]);
}

/**
 * Ends each field, and lengthens the text where a host in C++ would misread the length of its frame: one whose low byte is 128 or more.
 * @param {string[]} fields
 */
export function joinFields(fields) {
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
export function decodeMessage(text) {
  const fields = text.split(ETX);
  const [address, types, time, flag] = fields;
  const count = fields.length - 1 - HEADER_FIELDS;
  if (fields[fields.length - 1] !== '' || count < types?.length || count < 0 || address.length < 2) return null;
  return new Message(address, types, parseFloat(time), flag === 'T', fields.slice(HEADER_FIELDS, HEADER_FIELDS + types.length));
}

/** @param {string} text */
const utf8Length = text => (/[^\0-\x7f]/.test(text) ? new TextEncoder().encode(text).length : text.length);
