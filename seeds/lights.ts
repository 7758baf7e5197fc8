/** A photo for the demo, drawn: a string of lights at dusk, every other bulb broken. */
export function drawLights(): string {
  const bulbs = Array.from({ length: 9 }, (_, i) => {
    const x = 80 + i * 80;
    const y = 130 + Math.round(90 * (1 - ((x - 400) / 400) ** 2));
    const isLit = i % 2 === 0;
    const glow = isLit ? `<circle cx="${x}" cy="${y + 26}" r="46" fill="#ffd27a" opacity="0.25"/>` : '';
    return `${glow}<rect x="${x - 6}" y="${y}" width="12" height="12" fill="#23263a"/>
      <circle cx="${x}" cy="${y + 26}" r="16" fill="${isLit ? '#ffd27a' : '#4a4f6a'}"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="500">
    <defs><linearGradient id="dusk" x2="0" y2="1">
      <stop offset="0" stop-color="#2b2f55"/><stop offset="0.7" stop-color="#7c5a86"/><stop offset="1" stop-color="#e39a78"/>
    </linearGradient></defs>
    <rect width="800" height="500" fill="url(#dusk)"/>
    <path d="M0 500V400h130v-60l60-50 60 50v90h150V360h180v50h90v-70l65-55 65 55v160z" fill="#1d2036"/>
    <path d="M0 130Q400 310 800 130" fill="none" stroke="#23263a" stroke-width="4"/>
    ${bulbs.join('\n')}
  </svg>`;
}
