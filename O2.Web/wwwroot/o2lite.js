// @ts-check
/**
 * O2 for web pages: a page offers services, sends and receives timed messages, and shares the clock of an ensemble, through the O2 process that serves it.
 *
 *     import { O2Lite } from '/o2lite.js';
 *     const o2 = new O2Lite('orchestra');
 *     o2.connect();
 *     o2.offer('lamp');
 *     o2.method('/lamp/on', 'i', ({ args: [on] }) => lamp.classList.toggle('on', on !== 0));
 *     button.onclick = () => o2.send('/synth/noteon', 'if', [60, 0.8], { reliable: true });
 *
 * Addresses begin with `/` (or `!`), types are O2's letters, times are seconds. See docs/web.md. The same as a classic script, with the functions of the
 * original o2ws.js, is o2ws.js, which make-o2ws.mjs makes of this module and those that it imports.
 */
export { ServiceStatus, TapMode } from './o2lite/constants.js';
export { Message, encodeMessage, decodeMessage, joinFields } from './o2lite/messages.js';
export { encodeProperties, decodeProperties } from './o2lite/properties.js';
export { O2Lite } from './o2lite/client.js';
