/** What the chart shows: figures of the row `calls`, by their name. */
const PANELS = [
  { figure: 'added', title: 'Added to a call, µs over stdio (less is better)', digits: 0 },
  { figure: 'cpu', title: 'CPU of the bridge, µs a call (less is better)', digits: 0 },
  { figure: 'perSecond', title: 'Calls a second, 32 in flight (more is better)', digits: 0 },
];
const ERAS = { sse: 'HTTP+SSE', streamable: 'Streamable HTTP' };
const [WIDTH, LABEL, BAR, GAP, MARGIN] = [760, 190, 16, 6, 16];
/** Room for the number behind the longest bar. */
const NUMBER = 60;

const STYLE = `
  text { font: 12px system-ui, sans-serif; fill: #1f2328; }
  .title { font-weight: 600; font-size: 13px; }
  .era { fill: #59636e; }
  .paper { fill: #ffffff; }
  .other { fill: #8c959f; }
  .ideal { fill: #bf8700; }
  .ours { fill: #0969da; }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc; }
    .era { fill: #9198a1; }
    .paper { fill: #0d1117; }
    .other { fill: #656c76; }
    .ideal { fill: #d29922; }
    .ours { fill: #4493f8; }
  }
`;

/** A chart of a run as SVG, readable on light and on dark paper. */
export function performanceChart({ rows }) {
  const figures = rows.find(({ id }) => id === 'calls')?.figures ?? [];
  const parts = [];
  let y = MARGIN;
  for (const panel of PANELS) {
    y += 14;
    parts.push(`<text class="title" x="${MARGIN}" y="${y}">${escaped(panel.title)}</text>`);
    const most = Math.max(1, ...figures.map(({ medians }) => medians[panel.figure] ?? 0));
    for (const [era, eraName] of Object.entries(ERAS)) {
      y += 20;
      parts.push(`<text class="era" x="${MARGIN}" y="${y}">${eraName}</text>`);
      y += GAP;
      for (const { rival, medians } of figures.filter((one) => one.era === era)) {
        const value = medians[panel.figure];
        if (typeof value !== 'number') continue;
        parts.push(bar(rival, value, value / most, y, panel.digits));
        y += BAR + GAP;
      }
    }
    y += MARGIN;
  }
  const size = `width="${WIDTH}" height="${y}" viewBox="0 0 ${WIDTH} ${y}"`;
  const label = 'Latency, CPU and throughput of the bridge beside a bare pipe and its peers';
  const head = `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" aria-label="${label}">`;
  const paper = `<rect class="paper" width="${WIDTH}" height="${y}"/>`;
  return `${[head, `<style>${STYLE}</style>`, paper, ...parts, '</svg>'].join('\n')}\n`;
}

function bar(rival, value, share, y, digits) {
  const room = WIDTH - LABEL - NUMBER - 2 * MARGIN;
  const length = Math.max(1, Math.round(share * room));
  const kind = rival === 'ours' ? 'ours' : rival === 'ideal pipe' ? 'ideal' : 'other';
  const middle = y + BAR - 4;
  return [
    `<text x="${MARGIN + 12}" y="${middle}">${escaped(rival)}</text>`,
    `<rect class="${kind}" x="${MARGIN + LABEL}" y="${y}" width="${length}" height="${BAR}" rx="2"/>`,
    `<text x="${MARGIN + LABEL + length + 6}" y="${middle}">${value.toFixed(digits)}</text>`,
  ].join('');
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
