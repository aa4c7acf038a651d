#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# holdfast over one code base with GNU parallel, on this machine or on many:
#
#   gnu-parallel.sh BUILD OUT SHARDS [PARALLEL-OPTION...]
#   gnu-parallel.sh build shards 64 --sshloginfile hosts
#
# The machines share BUILD, OUT and the sources under the same paths. A shard that
# dies is tried again; shards that OUT holds already are not run, so that a second
# call makes only what is missing. Remove OUT when the code has changed. Ends with
# the report of the whole, and its status.
set -euo pipefail
if (($# < 3)); then
  sed -n '4,13s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
build=$(realpath "$1") out=$(realpath -m "$2") shards=$3
shift 3
holdfast=${HOLDFAST:-holdfast}
mkdir -p "$out"

# A shard with findings or errors has done its work: what counts is its report.
one='test -s {3}/{4}.json ||
  {1} check -p {2} --shard {4}/{5} -j 1 --format json -o {3}/{4}.json ||
  test -s {3}/{4}.json'
parallel --retries 2 "$@" "$one" \
  ::: "$holdfast" ::: "$build" ::: "$out" ::: $(seq "$shards") ::: "$shards" || true

reports=()
for ((i = 1; i <= shards; ++i)); do
  [[ ! -e $out/$i.json ]] || reports+=("$out/$i.json")
done
exec "$holdfast" merge "${reports[@]}"
