// @ts-check

/** Plays the notes on the page's own loudspeaker, once somebody has pressed the button: browsers allow no sound before. */
export class Sound {
  #context = /** @type {AudioContext | null} */ (null);
  #isOn = false;
  #sounding = /** @type {Map<string, GainNode>} */ (new Map());

  /** @returns {boolean} whether it is on now */
  toggle() {
    this.#context ??= new AudioContext();
    this.#isOn = !this.#isOn;
    if (this.#isOn) this.#context.resume();
    return this.#isOn;
  }

  /** @param {number} voice @param {number} index @param {number} key @param {number} velocity */
  noteOn(voice, index, key, velocity) {
    if (!this.#isOn || !this.#context) return;
    const [tone, gain, now] = [this.#context.createOscillator(), this.#context.createGain(), this.#context.currentTime];
    tone.type = voice % 2 ? 'triangle' : 'sine';
    tone.frequency.value = 440 * 2 ** ((key - 69) / 12);
    gain.gain.setValueAtTime(0, now);
    gain.gain.linearRampToValueAtTime(0.25 * velocity / 127, now + 0.01);
    gain.gain.setTargetAtTime(0.05, now + 0.02, 0.3);
    tone.connect(gain).connect(this.#context.destination);
    tone.start();
    tone.stop(now + 6);
    this.#sounding.set(`${voice} ${index}`, gain);
  }

  /** @param {number} voice @param {number} index */
  noteOff(voice, index) {
    this.#sounding.get(`${voice} ${index}`)?.gain.setTargetAtTime(0, this.#context?.currentTime ?? 0, 0.06);
    this.#sounding.delete(`${voice} ${index}`);
  }
}
