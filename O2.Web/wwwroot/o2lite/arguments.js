// @ts-check
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
export function encodeArguments(types, args) {
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
export function decodeArguments(types, fields) {
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
export function checkText(text) {
  if (/[\0\u0003]/.test(text)) throw new TypeError('Strings of a message cannot have the characters U+0000 and U+0003.');
  return text;
}
