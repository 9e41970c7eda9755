// @ts-check
/** Writes properties. @param {Record<string, string | number>} properties @returns {string} such as `;color:red;size:2;` */
export function encodeProperties(properties) {
  return ';' + Object.entries(properties).map(([key, value]) => `${key}:${String(value).replace(/[\\:;]/g, '\\$&')};`).join('');
}

/** Reads properties. @param {string} text such as `color:red;size:2;` @returns {Record<string, string>} */
export function decodeProperties(text) {
  /** @type {Record<string, string>} */
  const properties = {};
  for (const [, key, value] of text.matchAll(/([^:;]+):((?:\\.|[^\\;])*);/g)) properties[key] = value.replace(/\\(.)/g, '$1');
  return properties;
}
