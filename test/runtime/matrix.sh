#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Builds and runs the runtime's tests over compilers, Asios and sanitizers.
#
#   test/runtime/matrix.sh [-b DIR] [PART...]
#
# A part is COMPILER-ASIO-SANITIZER: clang or gcc, standalone or boost, plain,
# asan (with UndefinedBehaviorSanitizer) or tsan. `all`, and any of the three
# words alone or joined (`gcc-boost`, `tsan`), choose every part that has them.
# Without a part: clang-standalone-plain, gcc-boost-asan, clang-standalone-tsan,
# which see every compiler, Asio and sanitizer once.
# -b DIR puts the build trees there, by default build/runtime-matrix. Exit
# status 1 when a part failed, 2 for a part that does not exist.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
builds=$root/build/runtime-matrix
if [ "${1:-}" = -b ]; then
  builds=$2
  shift 2
fi
[ $# -gt 0 ] || set -- clang-standalone-plain gcc-boost-asan clang-standalone-tsan

every=
for compiler in clang gcc; do
  for asio in standalone boost; do
    for sanitizer in plain asan tsan; do
      every="$every $compiler-$asio-$sanitizer"
    done
  done
done

chosen=
for wanted; do
  found=
  for part in $every; do
    case "-$part-" in
      *"-$wanted-"*) found=1 chosen="$chosen $part" ;;
      *) [ "$wanted" = all ] && found=1 chosen="$chosen $part" ;;
    esac
  done
  if [ -z "$found" ]; then
    echo "matrix.sh: no part has '$wanted'; there are:$every" >&2
    exit 2
  fi
done

failed=
for part in $(printf '%s\n' $chosen | sort -u); do
  case $part in clang-*) cxx=clang++-22 ;; *) cxx=g++ ;; esac
  case $part in *-boost-*) asio=boost ;; *) asio=standalone ;; esac
  case $part in *-asan) sanitize=address,undefined ;; *-tsan) sanitize=thread ;; *) sanitize= ;; esac
  began=$(date +%s)
  mkdir -p "$builds"
  log=$builds/$part.log
  if cmake -S "$root" -B "$builds/$part" -G Ninja -DCMAKE_CXX_COMPILER=$cxx \
       -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-g1 \
       -DHOLDFAST_BUILD_TOOL=OFF -DHOLDFAST_ASIO=$asio \
       "-DHOLDFAST_SANITIZE=$sanitize" > "$log" 2>&1 &&
     ninja -C "$builds/$part" -j2 >> "$log" 2>&1 &&
     ctest --test-dir "$builds/$part" -L runtime -j2 --output-on-failure >> "$log" 2>&1
  then
    verdict=ok
  else
    verdict=FAILED
    failed="$failed $part"
  fi
  echo "$part: $verdict, $(($(date +%s) - began)) s; $(grep 'tests passed' "$log" || echo "see $log")"
done
[ -z "$failed" ]
