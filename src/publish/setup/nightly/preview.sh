#!/bin/sh
# The portal of a branch, to look at before it is merged: built as nightly.sh does, but nothing is fetched, no secret is needed and
# nothing is published. The summary says what would change for readers. Exit codes are those of nightly.sh.
set -u
cd "$(dirname "$0")" || exit 1
FETCH=none TO='' SIGN=''
export FETCH TO SIGN
exec sh ./nightly.sh
