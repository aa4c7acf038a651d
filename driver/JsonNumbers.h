// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// LLVM 19 reads no `unsigned` from JSON, LLVM 22 does.
#pragma once

#include "llvm/Config/llvm-config.h"
#include "llvm/Support/JSON.h"

#include <limits>

#if LLVM_VERSION_MAJOR < 22
namespace llvm::json {

/// In this namespace, since json::ObjectMapper looks for it here.
inline bool fromJSON(const Value &V, unsigned &Out, Path P) {
  std::optional<int64_t> Number = V.getAsInteger();
  if (!Number || *Number < 0 ||
      *Number > std::numeric_limits<unsigned>::max()) {
    P.report("expected unsigned integer");
    return false;
  }
  Out = *Number;
  return true;
}

} // namespace llvm::json
#endif
