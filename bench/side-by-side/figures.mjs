// Raw figures of one comparison, asked for medians.

/** The middle of some numbers, the mean of the two in the middle of an even count; undefined of none. */
export function median(numbers) {
  const sorted = numbers.filter(Number.isFinite).sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 || half === 0 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

export class Figures {
  constructor(raw) {
    this.machine = raw.find(({ kind }) => kind === 'machine');
    this.inputs = raw.filter(({ kind }) => kind === 'input');
    this.versions = new Map(raw.filter(({ kind }) => kind === 'tool').map(({ id, version }) => [id, version]));
    this.runs = raw.filter(({ kind }) => kind === 'run');
  }

  input(part, habits) {
    return this.inputs.find((input) => input.part === part && input.habits === habits);
  }

  /** The sizes of one scale, smallest first, without the one that shows the start alone. */
  scale(habits) {
    return this.inputs.filter((input) => input.part === 'scale' && input.habits === habits && input !== this.start).sort((a, b) => a.lookUps - b.lookUps);
  }

  /** The input that is so short that it shows the start of the program. */
  get start() {
    const all = this.inputs.filter(({ part }) => part === 'scale').sort((a, b) => a.lookUps - b.lookUps);
    return all[0]?.lookUps <= 100 ? all[0] : undefined;
  }

  /** The median of a field over the runs of a tool on an input; undefined where it was not measured, or a run failed. */
  of(field, tool, input) {
    const runs = this.runs.filter((run) => run.tool === tool && run.input === input?.id);
    return runs.every(({ status }) => status === 'ok') ? median(runs.map((run) => run[field] ?? NaN)) : undefined;
  }

  /** Why a tool has no figures on an input. */
  whyNot(tool, input) {
    const bad = this.runs.find((run) => run.tool === tool && run.input === input.id && run.status !== 'ok');
    return bad ? { failed: 'it failed', timeout: 'it did not end in time' }[bad.status] : 'not measured';
  }
}
