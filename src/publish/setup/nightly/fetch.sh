#!/bin/sh
# Your own step: brings last night's dumps into data/. What it cannot bring stays as it was, and the portal says how old it is.
# A non-zero exit code is reported, and the portal is built from what is there.
set -eu
: "${DATA:=data}"

# From a share that the historian and the ERP write to:
#   rsync -a --exclude '*.tmp' exports@files.example.com:/exports/ "$DATA"/
# From object storage:
#   aws s3 sync s3://plant-exports/ "$DATA"/        az storage blob download-batch --destination "$DATA" --source exports
# From an address:
#   curl -fsS --retry 3 -o "$DATA/stops.csv.part" https://mes.example.com/exports/stops.csv && mv "$DATA/stops.csv.part" "$DATA/stops.csv"

echo "fetch.sh brings nothing yet; the portal is built from what lies in $DATA."
