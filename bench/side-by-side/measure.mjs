// One run of one program: time on the clock, time on all processors, peak memory.
//
// Wall is taken here, from before the process is made to its end. GNU time, where it is installed, tells the rest from wait4(2). Where it is not,
// bash tells the processor time, and the peak is what /proc said last (VmHWM only grows; it is read every few milliseconds), or unknown without /proc.
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const gnuTime = '/usr/bin/time';
const looksEvery = 3; // milliseconds

/** Runs a command, whose output is dropped, or kept in a file until its end where a program would shirk its work when it sees /dev/null; gives { status: 'ok' | 'failed' | 'timeout', wall, cpu, peak }: seconds and bytes, null where unknown. */
export async function measure(command, { env = {}, timeout, isKept = false }) {
  const folder = mkdtempSync(join(tmpdir(), 'compare-'));
  try {
    const told = join(folder, 'time');
    const output = openSync(isKept ? join(folder, 'printed') : '/dev/null', 'w');
    const child = start(command, told, output, { ...process.env, LC_ALL: 'C', ...env });
    closeSync(output);
    const run = await ended(child, timeout);
    return { ...run, ...read(told, run.peak) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const hasGnuTime = existsSync(gnuTime);

function start(command, told, output, env) {
  const [program, ...words] = hasGnuTime
    ? [gnuTime, '-q', '-f', '%U %S %M', '-o', told, ...command]
    : ['bash', '-c', `TIMEFORMAT='%U %S -'; { time "\${@:2}" 2>&3; } 3>&2 2>"$1"`, 'bash', told, ...command];
  const began = process.hrtime.bigint();
  // Its own process group, so that what it starts is ended with it.
  return { process: spawn(program, words, { env, detached: true, stdio: ['ignore', output, 'pipe'] }), began };
}

function ended({ process: child, began }, timeout) {
  return new Promise((resolve, reject) => {
    let [isLate, errors, peak] = [false, '', 0];
    const clock = setTimeout(() => {
      isLate = true;
      process.kill(-child.pid, 'SIGKILL');
    }, timeout * 1000);
    const looks = hasGnuTime ? undefined : setInterval(() => { peak = Math.max(peak, peakNow(child.pid)); }, looksEvery);
    child.stderr.on('data', (text) => { errors = (errors + text).slice(-2000); });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      const wall = Number(process.hrtime.bigint() - began) / 1e9;
      clearTimeout(clock);
      clearInterval(looks);
      const status = isLate ? 'timeout' : code === 0 ? 'ok' : 'failed';
      resolve({ status, wall, peak: peak || null, ...(status === 'failed' && { because: `${signal ?? `status ${code}`}: ${errors.trim().split('\n').at(-1)}` }) });
    });
  });
}

function read(told, peakSeen) {
  const line = existsSync(told) ? readFileSync(told, 'utf8').trim().split('\n').at(-1) : '';
  const [user, system, kibibytes] = line.split(' ').map(Number);
  return {
    cpu: Number.isFinite(user + system) ? user + system : null,
    peak: Number.isFinite(kibibytes) ? kibibytes * 1024 : peakSeen,
  };
}

/** The largest peak of a process's children, bytes. */
function peakNow(pid) {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
    return Math.max(0, ...children.map((child) => 1024 * Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child}/status`, 'utf8'))?.[1] ?? 0)));
  } catch {
    return 0; // It ended meanwhile, or there is no /proc.
  }
}
