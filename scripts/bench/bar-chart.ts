/** Draws bars with what they mean beside them, on paper of their own, so that light and dark pages look alike. */

/** Bars that are compared; the longest of them has the whole width. */
export interface BarGroup {
  title: string;
  bars: readonly {
    label: string;
    value: number;
    /** What stands beside the bar. */
    text: string;
    /** Whether it is this project's. */
    own: boolean;
  }[];
}

const width = 680;
const left = 240;
const longest = 210;
const barHeight = 18;
const step = 26;
const ink = '#172033';
const font = 'font-family="Helvetica,Arial,sans-serif"';

/** The SVG of the groups, one below the other. */
export function barChart(groups: readonly BarGroup[]): string {
  const shapes: string[] = [];
  let y = 16;
  for (const { title, bars } of groups) {
    shapes.push(text(16, y + 14, title, 'font-weight="bold"'));
    y += 26;
    const largest = Math.max(...bars.map(({ value }) => value));
    for (const bar of bars) {
      const length = Math.max(1, Math.round((bar.value / largest) * longest));
      const baseline = y + 13;
      shapes.push(
        text(left - 8, baseline, bar.label, 'text-anchor="end"'),
        `<rect x="${left}" y="${y}" width="${length}" height="${barHeight}" rx="3" fill="${bar.own ? '#2563eb' : '#a9b6c8'}"/>`,
        text(left + length + 8, baseline, bar.text, bar.own ? 'font-weight="bold"' : ''),
      );
      y += step;
    }
    y += 12;
  }
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${y}" viewBox="0 0 ${width} ${y}">\n` +
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${y - 1}" rx="8" fill="#f6f8fb" stroke="#d3dae4"/>\n` +
    `${shapes.join('\n')}\n</svg>\n`
  );
}

function text(x: number, y: number, content: string, attributes: string): string {
  const escaped = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${x}" y="${y}" fill="${ink}" ${font} font-size="12" ${attributes}>${escaped}</text>`;
}
