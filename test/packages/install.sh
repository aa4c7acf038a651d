# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# install.sh DEBS CONSUMER CLANG-TIDY: runs in a mount namespace of its own, as root.
# What dpkg writes goes into a layer over /usr and /var/lib/dpkg.
set -euo pipefail
debs=$1 consumer=$2 tidy=$3
layer=/mnt # nobody else sees what is there
mount -t tmpfs none "$layer"
for folder in /usr /var/lib/dpkg; do
  mkdir -p "$layer/upper$folder" "$layer/work$folder"
  mount -t overlay overlay -o "lowerdir=$folder,upperdir=$layer/upper$folder,workdir=$layer/work$folder" "$folder"
done
log=$layer/log
quietly() { "$@" >"$log" 2>&1 || { cat "$log"; exit 1; }; }
there() { ls -d /usr/bin/holdfast* /usr/lib/holdfast /usr/include/holdfast /usr/lib/cmake/[hH]oldfast* 2>/dev/null || true; }

[[ -z $(there) ]] && echo "removed before: nothing there"
quietly dpkg -i "$debs"/*.deb
cd "$consumer"
holdfast check --no-cache dropped.cpp -- -std=c++20 || [[ $? == 1 ]]
echo "plugin: $("$tidy" -load /usr/lib/holdfast/holdfast-tidy.so --quiet --checks='-*,holdfast-*' dropped.cpp -- -std=c++20 2>/dev/null | grep -c 'holdfast-discarded-task')"
holdfast-clangd --version | grep clangd
# The fixes find the runtime where the package puts it.
cp detached.cpp "$layer/fixed.cpp"
holdfast fix --no-cache "$layer/fixed.cpp" -- -std=c++20 -DASIO_HAS_CO_AWAIT -DASIO_HAS_STD_COROUTINE
g++ -std=c++20 -fsyntax-only "$layer/fixed.cpp"

cmake -G Ninja -S . -B "$layer/build" -DCMAKE_CXX_COMPILER=g++ | tail -1
cmake --build "$layer/build" --target program-holdfast && exit 1
echo "program-holdfast: failed, as it should"
quietly cmake --build "$layer/build" --target server-holdfast
echo "server-holdfast: passed"
quietly cmake --build "$layer/build" --target server
echo "consumer: $("$layer/build/server")"

quietly dpkg -r holdfast holdfast-runtime-dev
[[ -z $(there) ]] && echo "removed: nothing left"
