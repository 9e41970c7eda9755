// @ts-check
import { O2Lite } from '/o2lite.js';
import { BarPair } from './elements/o2-bar-pair.js';
import { Mapping } from './model.js';

// The page is a participant like any other: a service of its own gets the mappings, and by taps what the sensor says, what the synth is told, and what other pages change.
const me = `panel${crypto.getRandomValues(new Uint32Array(1))[0]}`;
const o2 = new O2Lite(new URLSearchParams(location.search).get('ensemble') ?? 'scimu');
const state = /** @type {HTMLElement} */ (document.getElementById('state'));
const rate = /** @type {HTMLInputElement} */ (document.getElementById('rate'));
const pairs = /** @type {Map<string, BarPair>} */ (new Map());

/** @param {Mapping} mapping */
function addPair(mapping) {
  let pair = pairs.get(mapping.name);
  if (!pair) {
    pair = /** @type {BarPair} */ (document.createElement('o2-bar-pair'));
    pair.id = mapping.name;
    pair.onchange = () => o2.send('/ctrl/map', 'sff', [mapping.name, pair?.mapping.m ?? 0, pair?.mapping.b ?? 0], { reliable: true });
    document.getElementById('mappings')?.append(pair);
    pairs.set(mapping.name, pair);
    o2.method(`/${me}/${mapping.parameter.split('/').pop()}`, 'f', message => pair?.show('output', message.args[0]));
  }
  pair.mapping = mapping;
}

o2.offer(me);
for (const service of ['imu', 'synth', 'ctrl']) o2.tap(service, me);

o2.method(`/${me}/mapping`, 'sisffffff', ({ args: [name, reading, parameter, inputLow, inputHigh, outputLow, outputHigh, m, b] }) =>
  addPair(new Mapping(name, reading, parameter, { low: inputLow, high: inputHigh }, { low: outputLow, high: outputHigh }, m, b)));

o2.method(`/${me}/imu`, 'fffffff', ({ args }) => {
  for (const pair of pairs.values()) pair.show('input', args[pair.mapping.reading]);
});

// Our own changes come back, too: they agree with what is shown, but for one that was overtaken by the next movement of the mouse.
o2.method(`/${me}/map`, 'sff', ({ args: [name, m, b] }) => {
  const pair = pairs.get(name);
  if (!pair || pair.querySelector(':active, :focus')) return;
  pair.mapping.setLine(m, b);
  pair.update();
});

rate.onchange = () => o2.send('/imusensor/rate', 'i', [rate.valueAsNumber], { reliable: true });

o2.addEventListener('connected', () => {
  state.textContent = `Joined ${o2.ensemble}`;
  o2.send('/ctrl/list', 's', [me], { reliable: true });
});
o2.addEventListener('disconnected', () => (state.textContent = 'Looking for the ensemble …'));
o2.connect();
