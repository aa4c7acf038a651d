#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Builds and runs the runtime's tests over compilers, Asios and sanitizers.
#
#   test/runtime/matrix.sh [-b DIR] [-x DIR] [PART...]
#
# A part is COMPILER-ASIO-SANITIZER: clang or gcc, standalone or boost, plain,
# asan (with UndefinedBehaviorSanitizer) or tsan. `all`, and any of the three
# words alone or joined (`gcc-boost`, `tsan`), choose every part that has them.
# PART-threads is only the tests of PART that run on several threads, PART-user
# only the mistakes that the compiler refuses and the three ways to use the
# library (plain parts have it).
# Without a part: gcc-boost-asan, gcc-boost-plain-user and
# clang-standalone-tsan-threads, which with what `./dev test` runs see every
# compiler, Asio and sanitizer once.
#
# -b DIR puts the build trees there, by default build/runtime-matrix; -x DIR
# leaves the results of each part there as PART.xml. HOLDFAST_JOBS is the number
# of parallel jobs, that of the processors if unset. Exit status 1 when a part
# failed, 2 for a part that does not exist.
set -eu
jobs=${HOLDFAST_JOBS:-$(nproc)}
root=$(cd "$(dirname "$0")/../.." && pwd)
builds=$root/build/runtime-matrix
results=
while getopts b:x: option; do
  case $option in
    b) builds=$OPTARG ;;
    x) results=$OPTARG ;;
    *) exit 2 ;;
  esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || set -- gcc-boost-asan gcc-boost-plain-user clang-standalone-tsan-threads

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
      *)
        [ "$wanted" = all ] && found=1 chosen="$chosen $part"
        case $wanted in
          "$part-threads") found=1 chosen="$chosen $wanted" ;;
          "$part-user") case $part in *-plain) found=1 chosen="$chosen $wanted" ;; esac ;;
        esac
        ;;
    esac
  done
  if [ -z "$found" ]; then
    echo "matrix.sh: no part has '$wanted'; there are:$every" >&2
    exit 2
  fi
done

# Configures, builds and tests one part.
run_part() {
  case $1 in clang-*) cxx=clang++-22 ;; *) cxx=g++ ;; esac
  case $1 in *-boost-*) asio=boost ;; *) asio=standalone ;; esac
  case $1 in *-asan*) sanitize=address,undefined ;; *-tsan*) sanitize=thread ;; *) sanitize= ;; esac
  case $1 in
    *-threads) target=holdfast_runtime_threads_tests only='^threads_' ;;
    *-user) target=build.ninja only='^runtime\.(compile_fail|consumer)' ;; # builds nothing
    *) target=all only=. ;;
  esac
  cmake -S "$root" -B "$builds/$1" -G Ninja -DCMAKE_CXX_COMPILER=$cxx \
    -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-g1 \
    -DHOLDFAST_BUILD_TOOL=OFF -DHOLDFAST_ASIO=$asio \
    "-DHOLDFAST_SANITIZE=$sanitize" &&
  ninja -C "$builds/$1" -j"$jobs" $target &&
  ctest --test-dir "$builds/$1" -L runtime -R "$only" -j"$jobs" --output-on-failure \
    --no-tests=error ${results:+--output-junit "$results/$1.xml"}
}

failed=
for part in $(printf '%s\n' $chosen | sort -u); do
  began=$(date +%s)
  mkdir -p "$builds"
  log=$builds/$part.log
  if run_part "$part" > "$log" 2>&1; then
    verdict=ok
  else
    verdict=FAILED
    failed="$failed $part"
  fi
  echo "$part: $verdict, $(($(date +%s) - began)) s; $(grep 'tests passed' "$log" || echo 'no test ran')"
  [ $verdict = ok ] || { echo "the end of $log:"; tail -n 60 "$log"; }
done
[ -z "$failed" ]
