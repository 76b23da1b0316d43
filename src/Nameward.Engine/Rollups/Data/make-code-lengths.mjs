// Writes code-lengths.bin: how many hundredths of a bit each character of an ordinary label costs, given the two before it.
//   node make-code-lengths.mjs < names.txt > code-lengths.bin
// Input: names of ordinary hosts, one a line. Each distinct label counts once; the last label of a name (its TLD) is left out.
// Output: 40 x 40 contexts of 39 little-endian 16-bit numbers, -100 log2 P(c | c-2, c-1), add-half smoothing. Symbols: a-z 0-9 - _ other; 39 is
// "before the label".
import { readFileSync } from 'node:fs';

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789-_';
const other = 38, start = 39, symbols = 39, contexts = 40;
const labels = new Set();
for (const name of readFileSync(0, 'latin1').toLowerCase().split(/\s+/)) {
  const parts = name.replace(/\.$/, '').split('.');
  for (const label of parts.slice(0, -1)) if (label && label.length <= 63) labels.add(label);
}
const counts = new Float64Array(contexts * contexts * symbols);
for (const label of labels) {
  let a = start, b = start;
  for (const character of label) {
    const found = alphabet.indexOf(character);
    const c = found < 0 ? other : found;
    counts[(a * contexts + b) * symbols + c]++;
    [a, b] = [b, c];
  }
}
const bytes = Buffer.alloc(counts.length * 2);
for (let context = 0; context < contexts * contexts; context++) {
  const row = counts.subarray(context * symbols, (context + 1) * symbols);
  const total = row.reduce((sum, n) => sum + n, 0);
  row.forEach((n, c) => bytes.writeUInt16LE(Math.round(-100 * Math.log2((n + 0.5) / (total + 0.5 * symbols))), (context * symbols + c) * 2));
}
process.stderr.write(`${labels.size} distinct labels\n`);
process.stdout.write(bytes);
