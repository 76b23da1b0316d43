// The goals of speed: ratios of two that ran in turn on the same file, never times.

const wallOver = (other, own, part, habits) => (figures) => {
  const input = figures.input(part, habits);
  return figures.of('wall', other, input) / figures.of('wall', own, input);
};

const over = (field, own, other, part, habits) => (figures) => {
  const input = figures.input(part, habits);
  return figures.of(field, own, input) / figures.of(field, other, input);
};

const tenfold = (field, habits) => (figures) => {
  const [first, last] = [figures.scale(habits)[0], figures.scale(habits).at(-1)];
  if (!first || last.lookUps !== 10 * first.lookUps) return NaN;
  return field === 'pairs' ? last.pairs / first.pairs : figures.of(field, 'nameward-2', last) / figures.of(field, 'nameward-2', first);
};

const faster = (must, stretch) => ({ must, stretch, isMore: true, text: (value) => `${value.toFixed(1)} x as fast` });
const atMost = (must, stretch, unit) => ({ must, stretch, isMore: false, text: (value) => `${value.toFixed(2)} x ${unit}` });

const zeekGoals = (habits) => [
  { title: `Zeek TSV, ${habits} keys, 2 threads, against DuckDB's bare group-by`, ...faster(3, 8), value: wallOver('duckdb', 'nameward-2', 'zeek', habits) },
  { title: `Zeek TSV, ${habits} keys, 2 threads, against grep -c`, ...atMost(2.5, 1, "grep's time"), value: over('wall', 'nameward-2', 'grep', 'zeek', habits) },
  { title: `Zeek TSV, ${habits} keys, 2 threads: peak memory against DuckDB`, ...atMost(0.4, 0.25, "DuckDB's"), value: over('peak', 'nameward-2', 'duckdb', 'zeek', habits) },
  { title: `Zeek TSV, ${habits} keys: 2 threads against 1 thread`, ...faster(1.6, 1.9), value: wallOver('nameward-1', 'nameward-2', 'zeek', habits) },
];

const scaleGoals = (habits) => [
  { title: `10 times the rows, ${habits} keys: time`, ...atMost(10.5, undefined, 'the time'), value: tenfold('wall', habits) },
  {
    // Memory by keys, not rows: it may grow as the keys do.
    title: `10 times the rows, ${habits} keys: peak memory, where the keys grow by what must not be passed`,
    ...atMost(undefined, undefined, 'the memory'),
    mustOf: tenfold('pairs', habits),
    value: tenfold('peak', habits),
  },
];

const goals = [
  ...['realistic', 'worst'].flatMap(zeekGoals),
  { title: 'Zeek JSON, realistic keys, 2 threads, against DuckDB read_json', ...faster(2, 5), value: wallOver('duckdb', 'nameward-2', 'json', 'realistic') },
  { title: 'pcap, 1 thread, against dnstop', ...faster(10, 25), value: wallOver('dnstop', 'nameward-1', 'pcap', 'realistic') },
  ...['realistic', 'worst'].flatMap(scaleGoals),
];

/** Each goal as texts: { title, must, stretch, reached, verdict }. Verdicts: stretch, reached, missed, not measured. */
export function judgeGoals(figures) {
  return goals.map((goal) => {
    const must = goal.must ?? goal.mustOf(figures);
    const value = goal.value(figures);
    const text = (number) => (Number.isFinite(number) ? goal.text(number) : '');
    return { title: goal.title, must: text(must), stretch: text(goal.stretch), reached: text(value), verdict: verdictOf({ ...goal, must }, value) };
  });
}

function verdictOf({ must, stretch, isMore }, value) {
  if (!Number.isFinite(value) || !Number.isFinite(must)) return 'not measured';
  const passes = (goal) => (isMore ? value >= goal : value <= goal);
  return stretch !== undefined && passes(stretch) ? 'stretch' : passes(must) ? 'reached' : 'missed';
}
