// What the command line of bench/compare says.
import { parseArgs } from 'node:util';

export const usage = `bench/compare [OPTIONS]
  Makes evidence, runs the whole \`nameward triage\` over it in turn with other tools (A B A B), and writes docs/performance.md and .svg.

  --only zeek,json,pcap,scale  these parts alone (default: all)
  --rows N         look-ups in the Zeek logs (default 5000000)
  --packets N      packets of the capture, two for a look-up (default 2000000)
  --scale-rows N   look-ups that are taken 1, 2, 5 and 10 times (default 1000000)
  --runs N         times that each tool runs (default 5); medians are told
  --timeout N      seconds after which one run is ended (default 600)
  --without A,B    leave these tools out, as tshark,mawk
  --work FOLDER    where evidence, tools and raw figures go; it stays (default: a folder under the temporary one, removed at the end)
  --keep           keep the evidence of the default folder
  --install        install missing Debian packages (needs root); packages of npm go into the work folder and need no leave
  --report FOLDER  measure nothing: make the tables and the chart again from the raw figures of an earlier --work
  --out FOLDER     where performance.md is changed and performance.svg written (default docs)`;

const parts = ['zeek', 'json', 'pcap', 'scale'];

/** A mistake of the user: told without a stack, status 2. */
export function userMistake(message) {
  return Object.assign(new Error(message), { isOfTheUser: true });
}

export function readOptions(words) {
  const given = parse(words);
  const only = list(given.only ?? parts.join(','));
  const unknown = only.filter((part) => !parts.includes(part));
  if (unknown.length > 0) throw userMistake(`--only ${unknown.join(',')}: there are ${parts.join(', ')}`);
  return {
    help: given.help ?? false,
    only,
    rows: whole(given, 'rows', 5_000_000),
    packets: whole(given, 'packets', 2_000_000),
    scaleRows: whole(given, 'scale-rows', 1_000_000),
    runs: whole(given, 'runs', 5),
    timeout: whole(given, 'timeout', 600),
    without: list(given.without ?? ''),
    work: given.work,
    keep: given.keep ?? false,
    install: given.install ?? false,
    report: given.report,
    out: given.out,
  };
}

function parse(words) {
  const text = { type: 'string' };
  const flag = { type: 'boolean' };
  try {
    return parseArgs({
      args: words,
      options: {
        only: text, rows: text, packets: text, 'scale-rows': text, runs: text, timeout: text, without: text, work: text, keep: flag,
        install: flag, report: text, out: text, help: flag,
      },
    }).values;
  } catch (mistake) {
    throw userMistake(`${mistake.message}\n\n${usage}`);
  }
}

function whole(given, name, otherwise) {
  if (given[name] === undefined) return otherwise;
  if (!/^[1-9]\d{0,10}$/.test(given[name])) throw userMistake(`--${name} ${given[name]}: a whole number from 1 is needed`);
  return Number(given[name]);
}

const list = (text) => text.split(',').filter((word) => word !== '');
