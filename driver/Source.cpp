// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Source.h"

#include "llvm/Support/MemoryBuffer.h"

namespace holdfast::driver {

const std::string *Sources::content(const std::string &File) {
  auto [At, New] = Files.try_emplace(File);
  if (New)
    if (auto Buffer = llvm::MemoryBuffer::getFile(File))
      At->second = (*Buffer)->getBuffer().str();
  return At->second ? &*At->second : nullptr;
}

std::pair<unsigned, unsigned> lineAndColumn(llvm::StringRef Content,
                                            unsigned Offset) {
  llvm::StringRef Before = Content.take_front(Offset);
  size_t LastEnd = Before.rfind('\n');
  size_t Start = LastEnd == llvm::StringRef::npos ? 0 : LastEnd + 1;
  return {Before.count('\n') + 1, Before.size() - Start + 1};
}

} // namespace holdfast::driver
