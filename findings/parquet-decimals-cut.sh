#!/usr/bin/env bash
# @dsnp/parquetjs 1.8.8 changes decimals twice, without an error. Its writer cuts where it should round: 19.99 as DECIMAL(18,2)
# is written as 19.98, and 1.15 as 1.14, since 19.99 * 100 is 1998.9999999999998 (an independent reader, hyparquet 1.33.0, finds
# the same in the file). Its reader takes a DECIMAL of up to nine digits for 32 bits although its own writer stores 64: 1.25,
# 2.5, 3.75 come back as 1.25, 0, 2.5. With 18 digits they come back as they were.
# Source: Parquet format, LogicalTypes.md, DECIMAL (for INT64 the precision may be 1 to 18; the value is the unscaled integer).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' > package.json
npm install --silent --no-audit --no-fund @dsnp/parquetjs@1.8.8 hyparquet@1.33.0
cat > decimals.js <<'JS'
import parquet from '@dsnp/parquetjs';
import { parquetReadObjects } from 'hyparquet';
import { readFile } from 'node:fs/promises';
const { ParquetReader, ParquetSchema, ParquetWriter } = parquet;
async function thereAndBack(precision, values) {
  const writer = await ParquetWriter.openFile(new ParquetSchema({ amount: { type: 'DECIMAL', precision, scale: 2 } }), 'amounts.parquet');
  for (const amount of values) await writer.appendRow({ amount });
  await writer.close();
  const reader = await ParquetReader.openFile('amounts.parquet');
  const cursor = reader.getCursor();
  const own = [];
  for (let row = await cursor.next(); row; row = await cursor.next()) own.push(row.amount);
  await reader.close();
  const bytes = await readFile('amounts.parquet');
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  const other = (await parquetReadObjects({ file })).map(({ amount }) => amount);
  console.log(`DECIMAL(${precision},2) ${values.join(' ')}: own reader ${own.join(' ')}, hyparquet ${other.join(' ')}`);
}
await thereAndBack(18, [1.25, 2.5, 3.75]);
await thereAndBack(18, [1.15, 0.29, 19.99, 4.35]);
await thereAndBack(9, [1.25, 2.5, 3.75]);
JS
node decimals.js | tee found
diff found - <<'EXPECTED' && echo 'as described (@dsnp/parquetjs 1.8.8)'
DECIMAL(18,2) 1.25 2.5 3.75: own reader 1.25 2.5 3.75, hyparquet 1.25 2.5 3.75
DECIMAL(18,2) 1.15 0.29 19.99 4.35: own reader 1.14 0.28 19.98 4.34, hyparquet 1.14 0.28 19.98 4.34
DECIMAL(9,2) 1.25 2.5 3.75: own reader 1.25 0 2.5, hyparquet 1.25 2.5 3.75
EXPECTED
