#!/usr/bin/env bash
# How long a stop lasted is often a text. Three readers of durations give a number for texts that they do not understand:
# parse-duration 2.1.9 and timestring 7.0.0 take the decimal comma of "1,5 h" for nothing and give 15 hours; parse-duration reads
# "1:30" as 1.03 of the unit asked for (a minute and a half, or 90 minutes, was meant) and "1h -5min", five minutes less than an hour, as 65 minutes;
# timestring drops the minus of "-5 min" and the minutes of "1h30"; iso8601-duration 2.1.4 drops the minus of "-PT5M", which
# tinyduration 3.4.1 keeps. None of them reports anything.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' > package.json
npm install --silent --no-audit --no-fund parse-duration@2.1.9 timestring@7.0.0 iso8601-duration@2.1.4 tinyduration@3.4.1
cat > stops.js <<'JS'
import parseDuration from 'parse-duration';
import timestring from 'timestring';
import { parse, toSeconds } from 'iso8601-duration';
import { parse as tiny } from 'tinyduration';
const seconds = (read) => {
  try {
    return `${read()} s`;
  } catch {
    return 'an error';
  }
};
for (const text of ['1.5 h', '1,5 h', '1:30', '1h30', '-5 min', '1h -5min'])
  console.log(`"${text}": parse-duration ${seconds(() => parseDuration(text, 's'))}, timestring ${seconds(() => timestring(text))}`);
const kept = tiny('-PT5M');
console.log(`"-PT5M": iso8601-duration ${seconds(() => toSeconds(parse('-PT5M')))}, tinyduration ${kept.negative ? 'minus ' : ''}${kept.minutes} minutes`);
JS
node stops.js | tee found
diff found - <<'EXPECTED' && echo 'as described (parse-duration 2.1.9, timestring 7.0.0, iso8601-duration 2.1.4)'
"1.5 h": parse-duration 5400 s, timestring 5400 s
"1,5 h": parse-duration 54000 s, timestring 54000 s
"1:30": parse-duration 1.03 s, timestring an error
"1h30": parse-duration 5400 s, timestring 3600 s
"-5 min": parse-duration -300 s, timestring 300 s
"1h -5min": parse-duration 3900 s, timestring 3900 s
"-PT5M": iso8601-duration 300 s, tinyduration minus 5 minutes
EXPECTED
