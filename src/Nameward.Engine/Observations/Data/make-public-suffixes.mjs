// Writes public-suffixes.txt from the list of publicsuffix.org (Debian package publicsuffix, npm package psl, or the site's own file):
//   node make-public-suffixes.mjs < public_suffix_list.dat > public-suffixes.txt
// Rules become A-labels, because the program compares names as they stand on the wire.
import { readFileSync } from 'node:fs';
import { domainToASCII } from 'node:url';

const list = readFileSync(0, 'utf8').split(/\r?\n/);
const notice = list.filter((line) => line.startsWith('//')).slice(0, 3);
const version = list.find((line) => line.startsWith('// VERSION:'));
const out = [
  '// Derived from the Public Suffix List (https://publicsuffix.org/list/): rules as A-labels, comments left out.',
  ...notice,
  ...(version ? [version] : []),
];
for (const line of list) {
  if (/===BEGIN (ICANN|PRIVATE) DOMAINS===/.test(line)) {
    out.push(line);
    continue;
  }
  const rule = line.split(/\s/, 1)[0];
  if (!rule || rule.startsWith('//')) continue;
  const mark = rule.startsWith('!') ? '!' : '';
  out.push(mark + rule.slice(mark.length).split('.').map((label) => (label === '*' ? '*' : domainToASCII(label))).join('.'));
}
process.stdout.write(out.join('\n') + '\n');
