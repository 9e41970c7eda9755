// @ts-check

/** A steady tempo: beat(t) = beatOffset + (t - timeOffset) * beatsPerSecond, t in seconds of the ensemble's clock. */
/** @typedef {{ beatOffset: number, timeOffset: number, beatsPerSecond: number }} Tempo */

/** All tempos that were published so far; the same rules as in TempoMap.cs. */
export class TempoMap {
  #tempos = /** @type {Tempo[]} */ ([]);

  /** A tempo overrules what was announced for its own time and later. @param {Tempo} tempo */
  add(tempo) {
    if (this.#tempos.some(known => known.timeOffset === tempo.timeOffset && known.beatOffset === tempo.beatOffset && known.beatsPerSecond === tempo.beatsPerSecond)) return;
    this.#tempos = [...this.#tempos.filter(known => known.timeOffset < tempo.timeOffset), tempo];
  }

  get isEmpty() {
    return this.#tempos.length === 0;
  }

  /** The tempo that holds at a time; before the first, that one. @param {number} time @returns {Tempo} */
  tempoAt(time) {
    return this.#tempos.findLast(tempo => tempo.timeOffset <= time) ?? this.#tempos[0];
  }

  /** The beat at a time; before the first tempo it counts in, with negative beats. @param {number} time */
  beatAt(time) {
    const { beatOffset, timeOffset, beatsPerSecond } = this.tempoAt(time);
    return beatOffset + (time - timeOffset) * beatsPerSecond;
  }
}
