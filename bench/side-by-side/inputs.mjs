// The evidence that is measured on, made by the project's own generator, and the programs under test.
import { spawnSync } from 'node:child_process';
import { closeSync, createReadStream, existsSync, mkdirSync, openSync, readFileSync, realpathSync, renameSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { firstLine } from './machine.mjs';
import { userMistake } from './options.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));

// Bytes that a look-up takes at most, to know before whether there is room.
const bytesALookUp = { zeek: 190, 'zeek-json': 430, pcap: 245 };

export const scaleFactors = [1, 2, 5, 10];

/** The files of the parts that are asked for. The first of the scale part is so short that it shows the start of the program. */
export function inputsOf({ only, rows, packets, scaleRows }) {
  const of = (part, form, habits, lookUps) => ({ part, form, habits, lookUps, id: `${part}-${form}-${habits}-${lookUps}` });
  const both = (make) => ['realistic', 'worst'].flatMap(make);
  const all = [
    ...both((habits) => [of('zeek', 'zeek', habits, rows)]),
    of('json', 'zeek-json', 'realistic', rows),
    of('pcap', 'pcap', 'realistic', Math.ceil(packets / 2)),
    of('scale', 'zeek', 'realistic', 100),
    ...both((habits) => scaleFactors.map((factor) => of('scale', 'zeek', habits, factor * scaleRows))),
  ];
  return all.filter((input) => only.includes(input.part));
}

/** Builds what is measured and what makes evidence. The published program is started itself and not `./run`, which would add bash to each run. */
export function build() {
  must(spawnSync(join(root, 'run'), ['--version'], { encoding: 'utf8' }), './run --version');
  must(spawnSync('dotnet', ['build', join(root, 'bench/Nameward.Bench'), '--configuration', 'Release', '--nologo', '--verbosity', 'quiet'], { encoding: 'utf8' }), 'dotnet build');
  const out = join(root, 'artifacts/run');
  return {
    nameward: join(out, readFileSync(join(out, 'built'), 'utf8').trim(), 'nameward'),
    generator: join(root, 'artifacts/bin/Nameward.Bench/release/Nameward.Bench'),
    dotnetRoot: process.env.DOTNET_ROOT ?? dotnetRoot(),
  };
}

/** A runtime that is installed only for this user is found through the dotnet on the path, as in ./run. */
function dotnetRoot() {
  if (existsSync('/etc/dotnet/install_location') || existsSync('/usr/share/dotnet') || existsSync('/usr/lib/dotnet')) return undefined;
  const path = (process.env.PATH ?? '').split(':').map((folder) => join(folder, 'dotnet')).find(existsSync);
  return path && dirname(realpathSync(path));
}

/** Makes the file of an input unless it lies there; gives its line of raw figures. */
export async function makeInput(input, { generator, work }) {
  mkdirSync(work, { recursive: true });
  const file = join(work, `${input.form}-${input.habits}-${input.lookUps}`);
  const words = [`${input.lookUps}`, ...(input.habits === 'worst' ? ['--worst'] : [])];
  if (!existsSync(file)) {
    checkRoom(input, work);
    const part = openSync(`${file}.part`, 'w');
    must(spawnSync(generator, ['generate', input.form, ...words], { stdio: ['ignore', part, 'inherit'] }), 'generate');
    closeSync(part);
    renameSync(`${file}.part`, file);
  }
  await warm(file);
  return { kind: 'input', ...input, bytes: statSync(file).size, pairs: Number(firstLine(generator, 'pairs', ...words)), file };
}

function checkRoom({ form, lookUps }, work) {
  const { bavail, bsize } = statfsSync(work);
  const needed = lookUps * bytesALookUp[form];
  if (bavail * bsize < needed) throw userMistake(`${(needed / 1e9).toFixed(1)} GB are needed for ${lookUps} look-ups as ${form}: take fewer, or another --work`);
}

/** Reads a file once, so that it stands in the page cache. */
async function warm(file) {
  for await (const _ of createReadStream(file, { highWaterMark: 1 << 22 }));
}

function must({ status, stdout, stderr, error }, what) {
  if (status !== 0) throw new Error(`${what} failed: ${error?.message ?? ''}${stdout ?? ''}${stderr ?? ''}`);
}
