// The tables of docs/performance.md. Only what stands between the markers is replaced, so that prose written by hand stays.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawChart } from './chart.mjs';
import { Figures } from './figures.mjs';
import { judgeGoals } from './goals.mjs';
import { userMistake } from './options.mjs';
import { tools } from './tools.mjs';

const titles = new Map(tools.map(({ id, title }) => [id, title]));
const partTitles = { zeek: 'Zeek TSV', json: 'Zeek JSON', pcap: 'pcap' };

export function writeReport(raw, folder) {
  const figures = new Figures(raw);
  const file = join(folder, 'performance.md');
  if (!existsSync(file)) throw userMistake('the folder of --out holds no performance.md with the markers to write between: copy that of docs');
  const sections = { machine: machineTable(figures), tools: toolTable(figures), goals: goalTable(figures), runs: runTables(figures), scaling: scaleTable(figures) };
  let text = readFileSync(file, 'utf8');
  for (const [name, section] of Object.entries(sections)) text = replaceBetween(text, name, section);
  writeFileSync(file, text);
  writeFileSync(join(folder, 'performance.svg'), drawChart(sidesOf(figures), figures));
}

/** What ran side by side: one for each input, with what each tool took. */
export function sidesOf(figures) {
  return figures.inputs.filter(({ part }) => part !== 'scale').map((input) => ({
    title: `${partTitles[input.part]}, ${grouped(input.lookUps)} look-ups, ${input.habits} keys`,
    input,
    bars: tools.filter(({ id, forms }) => figures.versions.has(id) && forms.includes(input.form)).map(({ id, title }) => ({
      id, title, wall: figures.of('wall', id, input), cpu: figures.of('cpu', id, input), peak: figures.of('peak', id, input), whyNot: figures.whyNot(id, input),
    })),
  }));
}

/** Writes one section of a page by itself. */
export function replaceSection(file, name, section) {
  if (!existsSync(file)) throw userMistake(`there is no ${file} with markers to write between`);
  writeFileSync(file, replaceBetween(readFileSync(file, 'utf8'), name, section));
}

function replaceBetween(text, name, section) {
  const [open, close] = [`<!-- measured: ${name} -->`, '<!-- end -->'];
  const start = text.indexOf(open);
  const end = text.indexOf(close, start);
  if (start < 0 || end < 0) throw userMistake(`performance.md lacks the markers ${open} and ${close}`);
  return `${text.slice(0, start + open.length)}\n\n${section}\n\n${text.slice(end)}`;
}

const row = (cells) => `| ${cells.map((cell) => `${cell}`.replaceAll('|', '\\|')).join(' | ')} |`;
// A column whose head ends in a colon stands to the right.
export const table = (head, rows) => [
  row(head.map((cell) => cell.replace(/:$/, ''))), `|${head.map((cell) => (cell.endsWith(':') ? ' ---: ' : ' --- ')).join('|')}|`, ...rows.map(row),
].join('\n');

const grouped = (number) => Math.round(number).toLocaleString('en-US');
const seconds = (value) => (value === undefined ? '' : value.toFixed(2));
const mebibytes = (value) => (value === undefined ? '' : grouped(value / 2 ** 20));

function machineTable({ machine }) {
  return table(['What', 'Value'], [
    ['Measured', machine.at],
    ['Processor', `${machine.processor}, ${machine.threads} threads`],
    ['Memory', `${(machine.memory / 2 ** 30).toFixed(1)} GiB`],
    ['System', machine.system],
    ['.NET SDK, Node', `${machine.dotnet}, ${machine.node}`],
    ['Runs', `${machine.runs} of each tool, in turn; medians`],
    ['Measured by', machine.measuredBy],
  ]);
}

function toolTable({ versions }) {
  const shown = tools.filter(({ id }) => versions.has(id));
  return table(['Tool', 'Version', 'Does less', 'Does more'], shown.map(({ id, title, less, more }) => [title, versions.get(id) ?? 'not installed: not measured', less, more]));
}

function goalTable(figures) {
  return table(['Goal', 'Must', 'Stretch', 'Reached', 'Verdict'], judgeGoals(figures).map(({ title, must, stretch, reached, verdict }) => [title, must, stretch, reached, verdict]));
}

function runTables(figures) {
  return sidesOf(figures).map(({ title, input, bars }) => {
    const own = bars.find(({ id }) => id === 'nameward-2')?.wall;
    const lines = bars.map(({ id, title: tool, wall, cpu, peak, whyNot }) => (wall === undefined
      ? [tool, whyNot, '', '', '']
      : [tool, seconds(wall), seconds(cpu), mebibytes(peak), id === 'nameward-2' || own === undefined ? '' : (wall / own).toFixed(2)]));
    return `**${title}** (${mebibytes(input.bytes)} MiB, ${grouped(input.pairs)} pairs of client and zone)\n\n`
      + table(['Tool', 'Wall s:', 'CPU s:', 'Peak MiB:', 'Wall / triage with 2 threads:'], lines);
  }).join('\n\n') || 'Not measured.';
}

function scaleTable(figures) {
  const start = figures.of('wall', 'nameward-2', figures.start);
  const lines = ['realistic', 'worst'].flatMap((habits) => figures.scale(habits).map((input, _, all) => {
    const [wall, first] = [input, all[0]].map((one) => figures.of('wall', 'nameward-2', one));
    return [habits, grouped(input.lookUps), grouped(input.pairs), seconds(wall), (wall / first).toFixed(2), ((wall - start) / (first - start)).toFixed(2),
      mebibytes(figures.of('peak', 'nameward-2', input)), (input.pairs / all[0].pairs).toFixed(2)];
  }));
  if (lines.length === 0) return 'Not measured.';
  return `A log of 100 rows takes ${seconds(start)} s, which is the start of the program; one column takes it off.\n\n`
    + table(['Keys', 'Rows:', 'Pairs:', 'Wall s:', 'x the first:', 'x without the start:', 'Peak MiB:', 'Pairs x:'], lines);
}
