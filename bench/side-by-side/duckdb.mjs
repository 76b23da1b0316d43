// node duckdb.mjs FORM FILE THREADS   DuckDB's bare group-by over a generated dns.log, in a process of its own; prints one line of sums.
//
// Run where @duckdb/node-api can be resolved (NODE_PATH does not serve modules, so the caller names the folder in DUCKDB_FOLDER).
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [form, file, threads] = process.argv.slice(2);
const { DuckDBInstance } = createRequire(join(process.env.DUCKDB_FOLDER, 'package.json'))('@duckdb/node-api');

// Zeek writes eight lines of head; the columns in their order. What is not asked for is cut out but never converted.
const head = 8;
const columns = {
  ts: 'DOUBLE', uid: 'VARCHAR', 'id.orig_h': 'VARCHAR', 'id.orig_p': 'VARCHAR', 'id.resp_h': 'VARCHAR', 'id.resp_p': 'VARCHAR', proto: 'VARCHAR',
  trans_id: 'VARCHAR', rtt: 'VARCHAR', query: 'VARCHAR', qclass: 'VARCHAR', qclass_name: 'VARCHAR', qtype: 'VARCHAR', qtype_name: 'VARCHAR',
  rcode: 'VARCHAR', rcode_name: 'VARCHAR', AA: 'VARCHAR', TC: 'VARCHAR', RD: 'VARCHAR', RA: 'VARCHAR', Z: 'VARCHAR', answers: 'VARCHAR',
  TTLs: 'VARCHAR', rejected: 'VARCHAR',
};
const asked = ['ts', 'id.orig_h', 'query', 'rcode_name'];

const struct = (names) => `{${names.map((name) => `'${name}': '${columns[name]}'`).join(', ')}}`;
const path = `'${file.replaceAll("'", "''")}'`;
const rows = form === 'json'
  ? `read_json(${path}, format = 'newline_delimited', columns = ${struct(asked)})`
  : `read_csv(${path}, delim = '\\t', quote = '', escape = '', header = false, skip = ${head}, auto_detect = false, columns = ${struct(Object.keys(columns))})`;

// The sums over all groups make DuckDB work out each of them without printing millions of lines.
const query = `
  SELECT count(*), sum(queries), sum(nxdomain), min(first), max(last), sum(names) FROM (
    SELECT "id.orig_h" AS client, regexp_extract(query, '[^.]+[.][^.]+$') AS zone,
           count(*) AS queries, count(*) FILTER (rcode_name = 'NXDOMAIN') AS nxdomain, min(ts) AS first, max(ts) AS last,
           approx_count_distinct(query) AS names
    FROM ${rows} GROUP BY ALL)`;

const connection = await (await DuckDBInstance.create(':memory:', { threads })).connect();
const result = await connection.runAndReadAll(query);
console.log(result.getRows()[0].join(' '));
