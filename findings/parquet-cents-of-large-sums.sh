#!/usr/bin/env bash
# hyparquet 1.31.5 gives every DECIMAL of a Parquet file back as a double: 90071992547409.93, which DuckDB 1.5.6 writes
# exactly as DECIMAL(18,2), is read as 90071992547409.92, and two ledger keys of DECIMAL(20,0) that differ by one are equal.
# HUGEINT does not survive the writer either: DuckDB writes it to Parquet as a double.
# Source: Parquet format, LogicalTypes.md, DECIMAL (an unscaled integer with a scale; precision is exact by definition).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' > package.json
npm install --silent --no-audit --no-fund hyparquet@1.31.5 @duckdb/node-api@1.5.6-r.1
cat > run.js <<'JS'
import { DuckDBInstance } from '@duckdb/node-api';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
const db = await (await DuckDBInstance.create()).connect();
await db.run(`COPY (SELECT 90071992547409.93::DECIMAL(18,2) AS sum, 90071992547409931::DECIMAL(20,0) AS key,
  90071992547409930::DECIMAL(20,0) AS other, 12345678901234567890::HUGEINT AS huge) TO 'sums.parquet' (COMPRESSION uncompressed)`);
const file = await asyncBufferFromFile('sums.parquet');
const [row] = await parquetReadObjects({ file });
const again = await (await db.runAndReadAll(`SELECT sum::VARCHAR, key::VARCHAR FROM 'sums.parquet'`)).getRows();
console.log(`DuckDB reads ${again[0].join(' and ')}; hyparquet 1.31.5 reads ${row.sum} and ${row.key}, equal to its neighbour: ${row.key === row.other}`);
const { schema } = await parquetMetadataAsync(file);
const huge = schema.find(({ name }) => name === 'huge');
console.log(`DuckDB writes HUGEINT as ${huge.type}`);
if (row.sum !== 90071992547409.92 || row.key !== row.other || huge.type !== 'DOUBLE') process.exit(1);
JS
node run.js
