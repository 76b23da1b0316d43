// Where the time goes: samples of perf, each told to the piece of the pipeline that it stands in.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { build, root } from './inputs.mjs';
import { userMistake } from './options.mjs';
import { replaceSection, table } from './report.mjs';

const usage = `bench/where FILE [--out FOLDER]
  Reads FILE into rollups and judges them with one thread under perf (Debian: linux-perf), and prints how much of the time each piece takes.
  With --out, the table is also written into FOLDER/performance.md.`;

const samplesPerSecond = 1999;

// The innermost frame that one of these names decides. What the program compiles while it runs is told apart: as published it is compiled already.
const pieces = [
  ['compiling, which the published program does not', /libclrjit|libcoreclr/],
  ['sketches of large keys', /PairState::|BottomK|OccupiedSet::.*PairState/],
  ['who used which server', /ServerUses::|UseLine::|ServerUse::|RollupSink::LookAhead/],
  ['what servers answered', /AnswerTable::|AnswerNames::|AnswerRows::/],
  ['encoding rows', /CompactRowWriter::|RowStage::Add/],
  ['the pair table', /PairShard::|PairCells::|RowArena::|ZoneTable|RowStage::Apply|WaitingRows::/],
  ['which keys are worth weighing', /ZoneKeys::|PairWorth::/],
  ['what the fleet asks', /ZoneWalk::|ZoneFleet::/],
  ['measuring and weighing', /PairMeasuring::|PairWeigher::|ZoneJudge::|PairJudge::|Detectors\./],
  ['freezing', /FrozenRollups::/],
  ['the rest of the rollups', /RollupSink::|RollupSet::/],
  ['where fields and lines end', /LineIndex::|FieldCutter::|FieldWalk::/],
  ['names: wire form, hash, public suffix', /PlainNames::|PublicSuffixes::|WireCursor::ReadName|WireName::/],
  ['addresses, times and answers', /Ipv4Text::|Ipv6Plain::|Timestamps::|PlainAnswers::|Answers::/],
  ['other fields, rows and batches', /Formats\.|Capture\.|Wire\.|BatchWriter::|LineReader::/],
  ['fetching the file', /SourceCutter::|WholeReading::|BlockFeed/],
];
const counted = /RollupsRun::Roll|FrozenRollups|PairJudge/;

export async function main(words) {
  const [file, flag, folder] = words;
  if (words.includes('--help') || file === undefined) {
    console.log(usage);
    return file === undefined ? 2 : 0;
  }
  if (!existsSync(file)) throw userMistake(`${file}: there is no such file`);
  if (flag !== undefined && (flag !== '--out' || folder === undefined)) throw userMistake(usage);
  if (spawnSync('perf', ['--version']).status !== 0) throw userMistake('perf is needed (Debian: apt-get install linux-perf)');
  const section = toTable(await sample(resolve(file)));
  console.log(section);
  if (folder !== undefined) replaceSection(join(resolve(folder), 'performance.md'), 'where', section);
  return 0;
}

async function sample(file) {
  const { generator: bench } = build();
  const work = mkdtempSync(join(tmpdir(), 'where-'));
  try {
    const data = join(work, 'perf.data');
    // perf finds names in a map that the runtime writes, for code that lies where it is run.
    const env = { ...process.env, DOTNET_PerfMapEnabled: '1', DOTNET_EnableWriteXorExecute: '0', DOTNET_TieredPGO: '0', DOTNET_ReadyToRun: '0' };
    const recorded = spawnSync('perf', ['record', '-e', 'cpu-clock', '-F', `${samplesPerSecond}`, '-g', '-o', data, bench, 'rollups', file, '1'], { cwd: root, env, encoding: 'utf8', maxBuffer: 2 ** 28 });
    if (recorded.status !== 0) throw new Error(`perf record ended with ${recorded.status}: ${recorded.stderr}`);
    return await count(data);
  } finally {
    rmSync(work, { recursive: true });
  }
}

/** Samples by piece, of all stacks that belong to a triage. */
async function count(data) {
  const script = spawn('perf', ['script', '-i', data, '-F', 'ip,sym,dso'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const found = new Map();
  let stack = [];
  const close = () => {
    if (stack.some((frame) => counted.test(frame))) {
      const piece = stack.map((frame) => pieces.find(([, pattern]) => pattern.test(frame))?.[0]).find((name) => name !== undefined) ?? 'the rest';
      found.set(piece, (found.get(piece) ?? 0) + 1);
    }
    stack = [];
  };
  for await (const line of createInterface({ input: script.stdout })) {
    if (line.trim() === '') close();
    else stack.push(line);
  }
  close();
  return found;
}

function toTable(found) {
  const all = [...found.values()].reduce((sum, samples) => sum + samples, 0);
  const rows = [...found].sort((a, b) => b[1] - a[1]).map(([piece, samples]) => [piece, (samples / samplesPerSecond).toFixed(2), `${(100 * samples / all).toFixed(0)} %`]);
  return table(['Piece', 'CPU s:', 'Share:'], rows);
}
