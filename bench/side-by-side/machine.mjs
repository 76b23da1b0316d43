// What the figures were measured on, without a name or a path of it.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, platform, release, totalmem } from 'node:os';

/** The first line that a command prints, or undefined where it cannot be run. */
export function firstLine(command, ...words) {
  const { status, stdout, stderr } = spawnSync(command, words, { encoding: 'utf8', timeout: 60_000 });
  return status === 0 ? (stdout.trim() || stderr.trim()).split('\n')[0] : undefined;
}

export function describeMachine() {
  return {
    kind: 'machine',
    at: new Date().toISOString().slice(0, 10),
    processor: cpus()[0]?.model.trim() || arch(),
    threads: availableParallelism(),
    memory: totalmem(),
    system: `${systemName()}, ${platform()} ${release()}, ${arch()}`,
    dotnet: firstLine('dotnet', '--version') ?? 'unknown',
    node: process.version.slice(1),
  };
}

function systemName() {
  try {
    return /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8'))[1];
  } catch {
    return platform();
  }
}
