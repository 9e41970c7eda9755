// @ts-check
// A page of the audience: it taps the beat and the four synths, and draws in the ensemble's time. Nothing here is told when to draw: the beat is
// computed for each picture from the tempo and the shared clock, so all screens move together.
import { O2Lite, TapMode } from '/o2lite.js';
import { TempoMap } from './tempo.js';
import { Picture } from './picture.js';
import { Sound } from './sound.js';

const voices = [1, 2, 3, 4];
const { ensemble } = await (await fetch('/o2.json')).json();
const o2 = new O2Lite(ensemble);
const dancer = `dancer-${crypto.getRandomValues(new Uint32Array(1))[0].toString(16)}`;
const tempos = new TempoMap();
const sound = new Sound();
const picture = new Picture(/** @type {HTMLCanvasElement} */ (document.querySelector('canvas')), voices.length);

o2.offer(dancer, { type: 'audience' });
o2.tap('beat', dancer, TapMode.reliable);
o2.method(`/${dancer}/tempo`, 'dtd', ({ args: [beatOffset, timeOffset, beatsPerSecond] }) => tempos.add({ beatOffset, timeOffset, beatsPerSecond }));
for (const voice of voices) {
  const ear = `${dancer}-${voice}`; // a copy does not say whose it is, so there is one ear for each
  o2.offer(ear);
  o2.tap(`synth${voice}`, ear, TapMode.reliable);
  o2.method(`/${ear}/noteon`, 'iii', ({ args: [index, key, velocity] }) => {
    picture.noteOn(voice, index, key, velocity, o2.now);
    sound.noteOn(voice, index, key, velocity);
  });
  o2.method(`/${ear}/noteoff`, 'ii', ({ args: [index] }) => {
    picture.noteOff(voice, index, o2.now);
    sound.noteOff(voice, index);
  });
}

o2.addEventListener('synchronized', () => o2.send('/audience/hello', 's', [dancer], { reliable: true }));
o2.connect();

const button = /** @type {HTMLButtonElement} */ (document.querySelector('button'));
button.addEventListener('click', () => button.setAttribute('aria-pressed', String(sound.toggle())));

function draw() {
  const isPlaying = o2.isSynchronized && !tempos.isEmpty;
  picture.draw(o2.now, isPlaying ? { beat: tempos.beatAt(o2.now), perMinute: 60 * tempos.tempoAt(o2.now).beatsPerSecond } : null, o2.isSynchronized ? 'waiting for the orchestra' : 'looking for the orchestra');
  requestAnimationFrame(draw);
}

draw();
Object.assign(globalThis, { orchestra: { o2, tempos, picture } }); // for the console, and for the test
