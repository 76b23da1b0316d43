// The course of a comparison: build, make evidence, run all in turn, keep raw figures, report.
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build, inputsOf, makeInput, root } from './inputs.mjs';
import { describeMachine } from './machine.mjs';
import { hasGnuTime, measure } from './measure.mjs';
import { readOptions, usage, userMistake } from './options.mjs';
import { writeReport } from './report.mjs';
import { prepareTools, tools } from './tools.mjs';

const rawName = 'figures.jsonl';

export async function main(words) {
  const options = readOptions(words);
  if (options.help) {
    console.log(usage);
    return 0;
  }
  const out = resolve(options.out ?? join(root, 'docs'));
  if (options.report) {
    writeReport(readRaw(resolve(options.report)), out);
    return 0;
  }
  const work = options.work ? resolve(options.work) : mkdtempSync(join(tmpdir(), 'compare-'));
  try {
    mkdirSync(work, { recursive: true });
    writeReport(await compare(options, work), out);
  } finally {
    if (!options.work && !options.keep) rmSync(work, { recursive: true });
    else console.error(`compare: evidence and raw figures are in ${work}`);
  }
  return 0;
}

async function compare(options, work) {
  const raw = [];
  const keep = (line) => {
    raw.push(line);
    const { file, ...told } = line;
    appendFileSync(join(work, rawName), `${JSON.stringify(told)}\n`);
  };
  keep({ ...describeMachine(), runs: options.runs, measuredBy: hasGnuTime ? 'GNU time' : 'bash and /proc' });
  const place = { ...build(), work };
  const inputs = inputsOf(options);
  const wanted = tools.filter((tool) => !options.without.includes(tool.id) && inputs.some((input) => runsOn(tool, input)));
  const states = prepareTools(wanted, place, options);
  states.forEach(keep);
  for (const { id, version } of states) console.error(`${id}: ${version ?? 'not installed, so not measured'}`);
  const present = wanted.filter((tool) => states.find(({ id }) => id === tool.id).version !== null);
  for (const group of groupsOf(inputs)) await runGroup(group, present, place, options, keep);
  return raw;
}

// All sizes of one scale run in turn too, as what else the machine does changes from minute to minute; any other input is a group of its own.
function groupsOf(inputs) {
  const groups = new Map();
  for (const input of inputs) {
    const name = input.part === 'scale' ? input.part : input.id;
    groups.set(name, [...groups.get(name) ?? [], input]);
  }
  return groups.values();
}

const runsOn = (tool, { part, form }) => tool.forms.includes(form) && (part !== 'scale' || tool.id === 'nameward-2');

async function runGroup(inputs, present, place, options, keep) {
  const made = [];
  for (const input of inputs) {
    console.error(`== ${input.id}`);
    made.push(await makeInput(input, place));
    keep(made.at(-1));
  }
  for (let run = 1; run <= options.runs; run++) {
    for (const input of made) {
      for (const tool of present.filter((one) => runsOn(one, input))) keep(await runOnce(tool, input, run, place, options));
    }
  }
  if (!options.work && !options.keep) made.forEach(({ file }) => rmSync(file));
}

async function runOnce(tool, input, run, place, { timeout }) {
  const figures = await measure(tool.command(input.file, place, input.form), { env: tool.env?.(place), timeout, isKept: tool.isKept });
  console.error(`${tool.id} ${input.id} ${run}: ${figures.status}, ${figures.wall.toFixed(3)} s${figures.because ? `, ${figures.because}` : ''}`);
  return { kind: 'run', tool: tool.id, input: input.id, run, ...figures };
}

function readRaw(folder) {
  const file = join(folder, rawName);
  if (!existsSync(file)) throw userMistake(`${folder} holds no ${rawName}`);
  const lines = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  // Of several comparisons in one folder the last counts.
  return lines.slice(lines.findLastIndex(({ kind }) => kind === 'machine'));
}
