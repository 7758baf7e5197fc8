/** Two short notes, softly: made here, so that there is no file to fetch. */
const notes = [
  { hertz: 660, startS: 0 },
  { hertz: 880, startS: 0.12 },
] as const;
const noteS = 0.18;
const loudness = 0.08;

/** Plays the tone. Where the browser keeps a page silent that nobody has touched yet, it stays silent. */
export function playTone(): void {
  const audio = new AudioContext();
  const endS = audio.currentTime + noteS + Math.max(...notes.map(({ startS }) => startS));
  for (const { hertz, startS } of notes) {
    const at = audio.currentTime + startS;
    const tone = new OscillatorNode(audio, { frequency: hertz });
    const volume = new GainNode(audio, { gain: 0 });
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(loudness, at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, at + noteS);
    tone.connect(volume).connect(audio.destination);
    tone.start(at);
    tone.stop(at + noteS);
    if (at + noteS >= endS) tone.onended = () => void audio.close();
  }
}
