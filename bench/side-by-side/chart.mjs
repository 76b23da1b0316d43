// docs/performance.svg: bars of wall time for each file, and wall time by rows. Without scripts; colours follow the reader's light or dark theme.

const [width, labelWidth, barWidth, lineHeight] = [860, 210, 520, 22];

const style = `
  text { font: 13px system-ui, sans-serif; fill: #24292f }
  .title { font-weight: 600 }
  .small { font-size: 11px; fill: #57606a }
  .own { fill: #1a7f64; stroke: #1a7f64 }
  .other { fill: #8c959f; stroke: #8c959f }
  .axis { stroke: #d0d7de }
  .line { fill: none; stroke-width: 2 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 } .small { fill: #9198a1 } .own { fill: #3fb98f; stroke: #3fb98f } .other { fill: #6e7681; stroke: #6e7681 } .axis { stroke: #3d444d }
  }`;

/** The chart of what ran side by side and of the scale; texts are escaped. */
export function drawChart(sides, figures) {
  const parts = [];
  let top = 24;
  for (const side of sides) {
    parts.push(drawBars(side, top));
    top += (side.bars.length + 1) * lineHeight + 20;
  }
  const lines = ['realistic', 'worst'].map((habits) => ({ habits, points: pointsOf(figures, habits) })).filter(({ points }) => points.length > 1);
  if (lines.length > 0) {
    parts.push(drawLines(lines, top));
    top += 230;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${top}" role="img" aria-label="Time on the clock of nameward triage and of other tools">`
    + `\n<style>${style}\n</style>\n${parts.join('\n')}\n</svg>\n`;
}

function drawBars({ title, bars }, top) {
  const longest = Math.max(...bars.map(({ wall }) => wall ?? 0), 1e-9);
  const lines = bars.map(({ id, title: tool, wall, whyNot }, i) => {
    const y = top + (i + 1) * lineHeight;
    const length = ((wall ?? 0) / longest) * barWidth;
    const told = wall === undefined ? whyNot : `${wall.toFixed(2)} s`;
    return text(labelWidth - 8, y, tool, 'text-anchor="end"')
      + `<rect class="${classOf(id)}" x="${labelWidth}" y="${y - 11}" width="${length.toFixed(1)}" height="14" rx="2"/>`
      + text(labelWidth + length + 6, y, told, 'class="small"');
  });
  return `${text(8, top, title, 'class="title"')}\n${lines.join('\n')}`;
}

const classOf = (tool) => (tool.startsWith('nameward') ? 'own' : 'other');

const pointsOf = (figures, habits) => figures.scale(habits)
  .map((input) => ({ rows: input.lookUps, wall: figures.of('wall', 'nameward-2', input) }))
  .filter(({ wall }) => wall !== undefined);

function drawLines(lines, top) {
  const [height, left, bottom] = [150, labelWidth, top + 180];
  const all = lines.flatMap(({ points }) => points);
  const [mostRows, mostWall] = [Math.max(...all.map(({ rows }) => rows)), Math.max(...all.map(({ wall }) => wall))];
  const at = ({ rows, wall }) => [left + (rows / mostRows) * barWidth, bottom - (wall / mostWall) * height].map((value) => Number(value.toFixed(1)));
  // What the upper line comes to stands above its end, what the lower one does below.
  const highest = Math.max(...lines.map(({ points }) => points.at(-1).wall));
  const drawn = lines.map(({ habits, points }) => {
    const [x, y] = at(points.at(-1));
    const kind = habits === 'realistic' ? 'own' : 'other';
    return `<polyline class="line ${kind}" style="fill: none" points="${points.map((point) => at(point).join(',')).join(' ')}"/>`
      + points.map(at).map(([cx, cy]) => `<circle class="${kind}" cx="${cx}" cy="${cy}" r="3"/>`).join('')
      + text(x + 8, y + (points.at(-1).wall === highest ? -2 : 12), `${habits}, ${points.at(-1).wall.toFixed(2)} s`, 'class="small"');
  });
  const ticks = lines[0].points.map(({ rows }) => text(left + (rows / mostRows) * barWidth, bottom + 18, `${Number((rows / 1e6).toFixed(2))} M`, 'class="small" text-anchor="middle"'));
  return [text(8, top, 'nameward triage, 2 threads: time by rows', 'class="title"'), `<path class="axis" d="M${left} ${bottom - height}V${bottom}H${left + barWidth}" fill="none"/>`,
    ...drawn, ...ticks].join('\n');
}

const escape = (words) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const text = (x, y, words, attributes) => `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${attributes}>${escape(words)}</text>`;
