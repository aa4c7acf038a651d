// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Memory.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"

#include <algorithm>
#include <unistd.h>

namespace holdfast::driver {

uint64_t machineMemory() {
  uint64_t Bytes = static_cast<uint64_t>(::sysconf(_SC_PHYS_PAGES)) *
                   static_cast<uint64_t>(::sysconf(_SC_PAGESIZE));
  for (const char *File : {"/sys/fs/cgroup/memory.max",
                           "/sys/fs/cgroup/memory/memory.limit_in_bytes"})
    // `max` where there is no limit.
    if (auto Text = llvm::MemoryBuffer::getFileAsStream(File)) {
      uint64_t Limit = 0;
      if (!(*Text)->getBuffer().trim().getAsInteger(10, Limit))
        Bytes = std::min(Bytes, Limit);
    }
  return Bytes;
}

} // namespace holdfast::driver
