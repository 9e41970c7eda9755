// The functions and variables of the original o2ws.js, on top of O2Lite. Pages written for it run unchanged; what they may define themselves:
// o2ws_on_error(text), o2ws_status_msg(text), o2ws_error(text), and handlers for /_o2/st and /_o2/ls.

var O2_UNKNOWN = -1;
var O2_LOCAL_NOTIME = 0;
var O2_REMOTE_NOTIME = 1;
var O2_BRIDGE_NOTIME = 2;
var O2_TO_OSC_NOTIME = 3;
var O2_LOCAL = 4;
var O2_REMOTE = 5;
var O2_BRIDGE = 6;
var O2_TO_OSC = 7;
var O2_TAP = 8;

var TAP_KEEP = 0;
var TAP_RELIABLE = 1;
var TAP_BEST_EFFORT = 2;

var ETX = '\u0003';
var WSURI = "ws://THE.LOC.ALH.OST:PORTNO/o2ws"; // a host that serves this file puts its address here

var o2ws_websocket = null; // while a connection is there or being made
var o2ws_ensemble = null;
var o2ws_bridge_id = null; // null before the host has given it
var o2ws_clock_synchronized = false;
var o2ws_status_msgs_enable = false; // tell o2ws_status_msg of everything
var o2ws_console_enable = true;
var o2ws_message_fields = []; // in a handler: the arguments that were not taken yet, as text

/** Local seconds; o2ws_set_time_reference replaces it. */
var o2ws_local_time = () => performance.now() / 1000;

var o2ws_client = new o2lite.O2Lite('', { localTime: () => o2ws_local_time() });
var o2ws_properties = {};
var o2ws_outgoing = null; // the message between o2ws_send_start and o2ws_send_finish

o2ws_client.trace = (direction, text) => {
  if (!o2ws_status_msgs_enable) return;
  o2ws_tell('o2ws_status_msg', (direction === 'sent' ? `SENT: ${text.length} bytes, ` : 'RECEIVED: ') + o2ws_printable(text));
};

o2ws_client.addEventListener('connected', event => {
  o2ws_websocket = o2ws_client.socket;
  o2ws_bridge_id = event.detail.bridgeId;
  if (o2ws_status_msgs_enable) o2ws_tell('o2ws_status_msg', `CONNECTED\nOur ID is ${o2ws_bridge_id}; starting clock sync.`);
});

o2ws_client.addEventListener('synchronized', () => {
  o2ws_clock_synchronized = true;
});

o2ws_client.addEventListener('disconnected', event => {
  o2ws_websocket = null;
  o2ws_bridge_id = null;
  o2ws_clock_synchronized = false;
  if (o2ws_status_msgs_enable) o2ws_tell('o2ws_status_msg', 'DISCONNECTED');
  if (event.detail.code !== 1000) o2ws_tell('o2ws_error', `Websocket to O2 host was closed abnormally (${event.detail.code} ${event.detail.reason})`);
});

o2ws_client.addEventListener('dropped', event => {
  o2ws_tell('o2ws_status_msg', `Dropped incoming O2 message: ${o2wsMessageToString(event.detail.text)} (${event.detail.reason})`);
});

/** Joins an ensemble through the host that serves the page, or another ("name:port"), and stays until o2ws_finish. */
function o2ws_initialize(ensemble, host = document.location.host) {
  if (o2ws_websocket) return;
  o2ws_ensemble = ensemble;
  o2ws_client.ensemble = ensemble;
  o2ws_client.url = `${document.location.protocol === 'https:' ? 'wss' : 'ws'}://${host}/o2ws`;
  o2ws_client.connect();
  o2ws_websocket = o2ws_client.socket;
}

/** Closes the connection. */
function o2ws_finish() {
  o2ws_client.close();
}

/** O2 time in seconds; -1 while it is not known. */
function o2ws_time_get() {
  return o2ws_client.now;
}

/** Takes another local clock, such as that of Web Audio; O2 time goes on without a step. */
function o2ws_set_time_reference(time_fn) {
  o2ws_client.setLocalTime(time_fn);
  o2ws_local_time = time_fn;
}

/** Offers services; names with commas between them. */
function o2ws_set_services(services) {
  for (const name of services.split(',')) {
    if (name.length > 0) o2ws_client.offer(name, ';' + (o2ws_properties[name] ?? ''));
  }
}

/** Sets all properties of a service, "key:value;key2:value2;", with \: \; \\ in values. */
function o2ws_set_properties(service, properties) {
  o2ws_properties[service] = properties;
  o2ws_client.offer(service, ';' + properties);
}

/** Taps services: "tappee:tapper:mode,..." with mode K (keep), R (reliable) or B (best effort). */
function o2ws_tap(taps) {
  for (const tap of taps.split(',')) {
    const [tappee, tapper, mode, ...rest] = tap.split(':');
    const known = { K: TAP_KEEP, R: TAP_RELIABLE, B: TAP_BEST_EFFORT };
    if (mode === undefined || rest.length > 0) o2ws_tell('o2ws_status_msg', `Bad tap description: ${taps}`);
    else if (mode in known) o2ws_client.tap(tappee, tapper, known[mode]);
    else o2ws_tell('o2ws_status_msg', `Bad tap mode: '${mode}'`);
  }
}

/** Calls handler(timestamp, address without first character, types, info) for messages to path, and below it unless full; typespec null: any types. */
function o2ws_method_new(path, typespec, full, handler, info) {
  o2ws_client.method(path, typespec, message => {
    o2ws_message_fields = [...message.fields];
    handler(message.time, message.address.substring(1), message.types, info);
  }, { prefix: !full });
}

/** Sends best effort. */
function o2ws_send(address, time, types, ...args) {
  o2ws_send_args(address, time, types, false, args);
}

/** Sends reliably. */
function o2ws_send_cmd(address, time, types, ...args) {
  o2ws_send_args(address, time, types, true, args);
}

function o2ws_send_args(address, time, types, reliable, args) {
  try {
    o2ws_client.sendText(o2lite.encodeMessage(address, types, args, { time, reliable }), reliable);
  } catch (error) {
    o2ws_tell('o2ws_on_error', `o2ws_send[_cmd]: ${error.message}`);
  }
}

/** Begins a message; o2ws_add_* for each type and o2ws_send_finish follow. */
function o2ws_send_start(address, time, types, tcp = true) {
  const isSound = typeof address === 'string' && typeof time === 'number' && typeof types === 'string' && typeof tcp === 'boolean';
  if (!isSound) o2ws_tell('o2ws_on_error', 'Bad parameter to o2ws_send_start');
  o2ws_outgoing = isSound ? { reliable: tcp, fields: [address, types, String(time), tcp ? 'T' : 'F'] } : null;
}

function o2ws_send_finish() {
  const { reliable, fields } = o2ws_outgoing ?? { fields: [] };
  o2ws_outgoing = null;
  if (fields.some(field => /[\0\u0003]/.test(field))) o2ws_tell('o2ws_on_error', 'Strings of a message cannot have the characters U+0000 and U+0003.');
  else if (fields.length > 0) o2ws_client.sendText(o2lite.joinFields(fields), reliable);
}

function o2ws_add_string(s) { o2ws_add(s); }
function o2ws_add_time(time) { o2ws_add(time); }
function o2ws_add_double(x) { o2ws_add(x); }
function o2ws_add_float(x) { o2ws_add(x); }
function o2ws_add_int(i) { o2ws_add(i); }
function o2ws_add_int32(i) { o2ws_add(i); }
function o2ws_add(value) { o2ws_outgoing?.fields.push(String(value)); }

// In a handler: the next argument.
function o2ws_get_string() { return o2ws_message_fields.shift(); }
function o2ws_get_float() { return parseFloat(o2ws_message_fields.shift()); }
function o2ws_get_double() { return o2ws_get_float(); }
function o2ws_get_time() { return o2ws_get_float(); }
function o2ws_get_int32() { return parseInt(o2ws_message_fields.shift(), 10); }
function o2ws_get_int() { return o2ws_get_int32(); }
function o2ws_get_int64() { return o2ws_get_int32(); }

function o2ws_printable(s) { return s.replaceAll(ETX, ' ¦ '); }

function o2wsMessageToString(msg) { return o2wsMsgFieldsToString(String(msg).split(ETX)); }

function o2wsMsgFieldsToString([address, types, time, flag, ...args]) {
  return [`${address}@${time}`, flag === 'T' ? 'TCP' : 'UDP', types, ...args].join(',');
}

/** Tells a function that the page may have defined, and the console unless that is switched off. */
function o2ws_tell(name, text) {
  if (typeof globalThis[name] === 'function') globalThis[name](text);
  if (o2ws_console_enable && name !== 'o2ws_status_msg') console.warn(text);
}
