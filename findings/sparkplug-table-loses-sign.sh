#!/usr/bin/env bash
# sparkplug-payload 1.0.3 (Sparkplug B 3.0, the MQTT payload of machines) writes a data set and does not read the same numbers
# back: an Int64 of -5 in a row of a DataSet comes back as 18446744073709551611, without an error, while the same Int64 as a
# metric of its own comes back as -5. An Int8, Int16, Int32, UInt8 or DateTime in a row is refused with an error when it is
# decoded, and takes all other metrics of its payload along. Whoever counts by such tables keeps them as Double or as metrics.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' > package.json
npm install --silent --no-audit --no-fund sparkplug-payload@1.0.3
cat > there-and-back.js <<'JS'
import sparkplug from 'sparkplug-payload';
const codec = sparkplug.get('spBv1.0');
const back = (metric) => {
  const payload = { timestamp: 1767225600000, seq: 0, metrics: [{ name: 'steady', type: 'Int32', value: 7 }, metric] };
  try {
    return codec.decodePayload(codec.encodePayload(payload)).metrics[1].value;
  } catch (error) {
    return `refused, the steady metric with it (${error.message.split(':')[0]})`;
  }
};
const table = (type, value) => {
  const found = back({ name: 'table', type: 'DataSet', value: { numOfColumns: 1, columns: ['a'], types: [type], rows: [[value]] } });
  return typeof found === 'string' ? found : String(found.rows[0][0]);
};
console.log(`metric Int64 -5: ${back({ name: 'alone', type: 'Int64', value: -5 })}`);
for (const [type, value] of [['Int64', -5], ['Double', -5], ['UInt32', 5], ['Int32', 5], ['Int8', -5], ['DateTime', 1767225600000]])
  console.log(`row ${type} ${value}: ${table(type, value)}`);
JS
node there-and-back.js | tee found
diff found - <<'EXPECTED' && echo 'as described (sparkplug-payload 1.0.3)'
metric Int64 -5: -5
row Int64 -5: 18446744073709551611
row Double -5: -5
row UInt32 5: 5
row Int32 5: refused, the steady metric with it (Invalid DataSetValue)
row Int8 -5: refused, the steady metric with it (Invalid DataSetValue)
row DateTime 1767225600000: refused, the steady metric with it (Invalid DataSetValue)
EXPECTED
