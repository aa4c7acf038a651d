// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/Finding.h"

namespace holdfast {

static thread_local const FindingSink *CurrentSink = nullptr;

void setFindingSink(const FindingSink *Sink) { CurrentSink = Sink; }

void recordFinding(const Finding &F) {
  if (CurrentSink && *CurrentSink)
    (*CurrentSink)(F);
}

} // namespace holdfast
