// The tools that run beside Nameward: how each is started, and what it does less or more than a triage.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { firstLine } from './machine.mjs';

const duckdbVersion = '1.5.6-r.1';
const duckdbProgram = fileURLToPath(new URL('duckdb.mjs', import.meta.url));
const counts = '!/^#/ { n = split($10, label, "."); key = $3 SUBSEP label[n - 1] "." label[n]; queries[key]++; if ($16 == "NXDOMAIN") nxdomain[key]++ } '
  + 'END { for (key in queries) groups++; print groups }';
const wholeJob = 'All of it: every field, names by the public suffix list, rollups, all detectors, the verdict as JSON.';

const nameward = (threads) => ({
  id: `nameward-${threads}`,
  title: `nameward triage, ${threads} thread${threads > 1 ? 's' : ''}`,
  forms: ['zeek', 'zeek-json', 'pcap'],
  command: (file, { nameward: program }) => [program, 'triage', file, '--format', 'json', '--threads', `${threads}`],
  env: ({ dotnetRoot }) => (dotnetRoot ? { DOTNET_ROOT: dotnetRoot } : {}),
  version: ({ nameward: program }) => firstLine(program, '--version'),
  less: 'nothing',
  more: wholeJob,
});

const debian = (name, version) => ({ package: name, isThere: () => isOnPath(name), version });

export const tools = [
  nameward(1),
  nameward(2),
  {
    id: 'duckdb',
    title: 'DuckDB, 2 threads',
    forms: ['zeek', 'zeek-json'],
    command: (file, _, form) => [process.execPath, duckdbProgram, form === 'zeek' ? 'tsv' : 'json', file, '2'],
    env: ({ work }) => ({ DUCKDB_FOLDER: work }),
    isThere: ({ work }) => existsSync(duckdbIn(work)),
    install: installDuckdb,
    version: ({ work }) => JSON.parse(readFileSync(duckdbIn(work), 'utf8')).version,
    less: 'The bare group-by (client and zone: queries, NXDOMAIN, first, last, distinct names about); four columns converted; the zone is the last two labels; nothing is judged.',
    more: 'Runs inside Node, whose start and memory (about 50 MB) are counted.',
  },
  {
    id: 'grep',
    title: 'grep -c NXDOMAIN',
    forms: ['zeek'],
    isKept: true,
    command: (file) => ['grep', '-c', 'NXDOMAIN', file],
    ...debian('grep', () => firstLine('grep', '--version')),
    less: 'Looks for one word; knows no field. One thread.',
    more: 'nothing',
  },
  {
    id: 'mawk',
    title: 'mawk, counts only',
    forms: ['zeek'],
    command: (file) => ['mawk', '-F', '\t', counts, file],
    ...debian('mawk', () => firstLine('mawk', '-W', 'version')),
    less: 'Queries and NXDOMAIN by client and last two labels; no times, no distinct names. One thread.',
    more: 'nothing',
  },
  {
    id: 'dnstop',
    title: 'dnstop -Q -R -l 3',
    forms: ['pcap'],
    command: (file) => ['dnstop', '-Q', '-R', '-l', '3', file],
    ...debian('dnstop', () => firstLine('dpkg-query', '-W', '-f', '${Version}', 'dnstop')),
    less: 'Counts by source, type, rcode and up to three labels; reads no answers, remembers no times. One thread.',
    more: 'Prints its tables, each sorted.',
  },
  {
    id: 'tcpdump',
    title: 'tcpdump -n -r',
    forms: ['pcap'],
    command: (file) => ['tcpdump', '-n', '-r', file],
    ...debian('tcpdump', () => firstLine('tcpdump', '--version')),
    less: 'Keeps nothing from one packet to the next. One thread.',
    more: 'Prints every packet as text, to /dev/null.',
  },
  {
    id: 'tshark',
    title: 'tshark -T fields',
    forms: ['pcap'],
    command: (file) => ['tshark', '-n', '-r', file, '-T', 'fields', '-e', 'frame.time_epoch', '-e', 'ip.src', '-e', 'dns.qry.name', '-e', 'dns.flags.rcode'],
    ...debian('tshark', () => firstLine('tshark', '--version')),
    less: 'Groups nothing.',
    more: 'Dissects every protocol of each packet in full, pairs queries with responses, prints a line a packet. One thread.',
  },
];

/** Which tools can run; those that lack are installed where they may be. Gives lines of raw figures: kind tool, version null where it is missing. */
export function prepareTools(wanted, place, { install }) {
  if (install) installPackages(wanted.filter((tool) => tool.package && !tool.isThere(place)).map((tool) => tool.package));
  return wanted.map((tool) => {
    if (tool.install && !tool.isThere(place)) tool.install(place);
    const isThere = tool.isThere?.(place) ?? true;
    return { kind: 'tool', id: tool.id, version: isThere ? numberIn(tool.version(place)) : null };
  });
}

// What tools print beside the number differs.
const numberIn = (line) => /\d[\w.+~-]*/.exec(line ?? '')?.[0] ?? 'unknown';

const isOnPath = (name) => (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));
const duckdbIn = (work) => join(work, 'node_modules/@duckdb/node-api/package.json');

function installDuckdb({ work }) {
  mkdirSync(work, { recursive: true });
  if (!existsSync(join(work, 'package.json'))) writeFileSync(join(work, 'package.json'), '{ "private": true }\n');
  say(spawnSync('npm', ['install', '--no-audit', '--no-fund', `@duckdb/node-api@${duckdbVersion}`], { cwd: work, encoding: 'utf8', timeout: 300_000 }), 'npm');
}

function installPackages(names) {
  if (names.length === 0) return;
  if (process.getuid?.() !== 0) {
    process.stderr.write('compare: --install needs root; nothing is installed\n');
    return;
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  say(spawnSync('apt-get', ['update', '-qq'], { env, encoding: 'utf8', timeout: 300_000 }), 'apt-get update');
  say(spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], { env, encoding: 'utf8', timeout: 600_000 }), 'apt-get install');
}

function say({ status, stderr, error }, what) {
  if (status !== 0) process.stderr.write(`compare: ${what} failed: ${(stderr ?? error?.message ?? '').trim().split('\n').at(-1)}\n`);
}
