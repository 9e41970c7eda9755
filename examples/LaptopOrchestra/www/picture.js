// @ts-check

const ink = '#e8e6e0';
const faint = '#7d8494';
const colours = ['#4fa8e0', '#ff8a3d', '#2ec99a', '#e07bc8']; // the players' colours of the printed picture, for a dark room
const secondsShown = 6;
const lowestKey = 33;
const highestKey = 92;

/** @typedef {{ voice: number, index: number, key: number, velocity: number, start: number, end: number | null }} Note */

/** The orchestra on a canvas: above, what was played in the last seconds; below, the players, who hop in tempo. Times are those of the ensemble. */
export class Picture {
  #canvas;
  #context;
  #voices;
  #notes = /** @type {Note[]} */ ([]);

  /** @param {HTMLCanvasElement} canvas @param {number} voices */
  constructor(canvas, voices) {
    this.#canvas = canvas;
    this.#context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    this.#voices = voices;
  }

  get notes() {
    return this.#notes;
  }

  /** @param {number} voice @param {number} index @param {number} key @param {number} velocity @param {number} time */
  noteOn(voice, index, key, velocity, time) {
    this.#notes = this.#notes.filter(note => (note.end ?? time) > time - secondsShown);
    this.#notes.push({ voice, index, key, velocity, start: time, end: null });
  }

  /** @param {number} voice @param {number} index @param {number} time */
  noteOff(voice, index, time) {
    const note = this.#notes.findLast(known => known.voice === voice && known.index === index);
    if (note) note.end = time;
  }

  /** @param {number} now @param {{ beat: number, perMinute: number } | null} music null while nobody conducts @param {string} notice what to say then */
  draw(now, music, notice) {
    const { width, height } = this.#fit();
    const floor = height * 0.9;
    const roll = { top: height * 0.06, bottom: height * 0.5 };
    const beat = music?.beat ?? 0;
    this.#background(width, height, music ? beat : null);
    this.#pianoRoll(width, roll, now);
    this.#words(width, height, music, notice);
    for (let voice = 1; voice <= this.#voices; voice++) this.#dancer(voice, width, height, floor, music ? beat : 0, now);
  }

  /** The canvas has as many pixels as the screen. */
  #fit() {
    const scale = window.devicePixelRatio || 1;
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    if (this.#canvas.width !== Math.round(width * scale) || this.#canvas.height !== Math.round(height * scale)) {
      this.#canvas.width = Math.round(width * scale);
      this.#canvas.height = Math.round(height * scale);
    }

    this.#context.setTransform(scale, 0, 0, scale, 0, 0);
    return { width, height };
  }

  /** It glows on each beat, more on the first of a bar. @param {number} width @param {number} height @param {number | null} beat */
  #background(width, height, beat) {
    const context = this.#context;
    const phase = beat === null ? 1 : beat - Math.floor(beat);
    const glow = beat === null || beat < 0 ? 0 : (mod(Math.floor(beat), 4) === 0 ? 0.3 : 0.14) * (1 - phase) ** 2;
    context.fillStyle = '#14161c';
    context.fillRect(0, 0, width, height);
    const light = context.createRadialGradient(width / 2, height * 0.95, 0, width / 2, height * 0.95, Math.max(width, height) * 0.7);
    light.addColorStop(0, `rgba(255, 214, 150, ${0.05 + glow})`);
    light.addColorStop(1, 'rgba(255, 214, 150, 0)');
    context.fillStyle = light;
    context.fillRect(0, 0, width, height);
  }

  /** Notes wander to the left; what sounds now glows at the right. @param {number} width @param {{ top: number, bottom: number }} roll @param {number} now */
  #pianoRoll(width, { top, bottom }, now) {
    const context = this.#context;
    const right = width * 0.94;
    const perSecond = right / secondsShown;
    const thickness = Math.max(4, (bottom - top) / (highestKey - lowestKey) * 1.6);
    context.lineCap = 'round';
    for (const { voice, key, velocity, start, end } of this.#notes) {
      const y = bottom - (key - lowestKey) / (highestKey - lowestKey) * (bottom - top);
      const [from, to] = [right - (now - start) * perSecond, right - (now - (end ?? now)) * perSecond];
      context.globalAlpha = Math.min(1, Math.max(0, from / (width * 0.25))) * (0.35 + 0.65 * velocity / 127);
      context.strokeStyle = colours[voice - 1];
      context.shadowColor = colours[voice - 1];
      context.shadowBlur = end === null ? 18 : 0;
      context.lineWidth = end === null ? thickness * 1.3 : thickness;
      context.beginPath();
      context.moveTo(Math.max(from, 0), y);
      context.lineTo(Math.max(to, from + 1), y);
      context.stroke();
    }

    context.globalAlpha = 1;
    context.shadowBlur = 0;
  }

  /** Bar, beat and tempo. @param {number} width @param {number} height @param {{ beat: number, perMinute: number } | null} music @param {string} notice */
  #words(width, height, music, notice) {
    const context = this.#context;
    const size = Math.min(width * 0.05, height * 0.045);
    context.textAlign = 'center';
    context.fillStyle = faint;
    context.font = `${size}px system-ui, sans-serif`;
    if (!music) {
      context.fillText(notice, width / 2, height * 0.56);
      return;
    }

    const inBar = mod(Math.floor(music.beat), 4);
    const bar = Math.floor(music.beat / 4) + 1;
    const tempo = music.perMinute > 0 ? `♩ = ${Math.round(music.perMinute)}` : '𝄐';
    context.fillText(bar > 0 ? `bar ${bar}     ${tempo}` : `…     ${tempo}`, width / 2, height * 0.56);
    for (let i = 0; i < 4; i++) {
      const isNow = i === inBar && music.beat >= 0;
      context.fillStyle = isNow ? ink : '#3a4050';
      context.beginPath();
      context.arc(width / 2 + (i - 1.5) * size * 1.3, height * 0.59, size * (isNow ? 0.24 : 0.16), 0, 2 * Math.PI);
      context.fill();
    }
  }

  /** A ball that hops once a beat, with a ring on the floor for each note it plays. @param {number} voice @param {number} width @param {number} height @param {number} floor @param {number} beat @param {number} now */
  #dancer(voice, width, height, floor, beat, now) {
    const context = this.#context;
    const colour = colours[voice - 1];
    const x = width * (voice - 0.5) / this.#voices;
    const radius = Math.min(width / this.#voices * 0.28, height * 0.08);
    const note = this.#notes.findLast(known => known.voice === voice);
    const age = note ? now - note.start : Infinity;
    const isSounding = note !== undefined && note.end === null;
    const phase = beat - Math.floor(beat);
    const hop = 4 * phase * (1 - phase) * (isSounding ? 1 : 0.45); // a parabola: on the floor exactly on the beat
    const squash = 1 - 0.22 * Math.max(0, 1 - hop * 6);
    const y = floor - radius * squash - hop * height * 0.15;

    for (const ring of [age, age - 0.09]) {
      if (ring < 0 || ring > 0.8) continue;
      context.globalAlpha = 0.7 * (1 - ring / 0.8);
      context.strokeStyle = colour;
      context.lineWidth = 2;
      context.beginPath();
      context.ellipse(x, floor, radius * (1 + ring * 2.2), radius * 0.28 * (1 + ring * 2.2), 0, 0, 2 * Math.PI);
      context.stroke();
    }

    context.globalAlpha = 0.35 * (1 - 0.6 * hop);
    context.fillStyle = '#000';
    context.beginPath();
    context.ellipse(x, floor, radius * (1.05 - 0.35 * hop), radius * 0.2, 0, 0, 2 * Math.PI);
    context.fill();

    context.globalAlpha = 1;
    const shade = context.createRadialGradient(x - radius * 0.35, y - radius * 0.4, radius * 0.1, x, y, radius * 1.25);
    shade.addColorStop(0, isSounding ? '#fff' : '#cfd3da');
    shade.addColorStop(0.35, colour);
    shade.addColorStop(1, '#10131a');
    context.fillStyle = shade;
    context.shadowColor = colour;
    context.shadowBlur = isSounding ? 30 : 0;
    context.beginPath();
    context.ellipse(x, y, radius / Math.sqrt(squash), radius * squash, 0, 0, 2 * Math.PI);
    context.fill();
    context.shadowBlur = 0;
    context.fillStyle = note ? ink : faint;
    context.textAlign = 'center';
    context.font = `${radius * 0.42}px system-ui, sans-serif`;
    context.fillText(note ? nameOf(note.key) : '·', x, floor + radius * 0.85);
  }
}

/** @param {number} key MIDI key @returns {string} such as `A♭4` */
const nameOf = key => `${['C', 'D♭', 'D', 'E♭', 'E', 'F', 'G♭', 'G', 'A♭', 'A', 'B♭', 'B'][key % 12]}${Math.floor(key / 12) - 1}`;

/** @param {number} a @param {number} b */
const mod = (a, b) => ((a % b) + b) % b;
