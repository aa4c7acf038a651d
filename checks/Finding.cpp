// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/Finding.h"

#include <atomic>

namespace holdfast {

static thread_local const FindingSink *CurrentSink = nullptr;

void setFindingSink(const FindingSink *Sink) { CurrentSink = Sink; }

void recordFinding(const Finding &F) {
  if (CurrentSink && *CurrentSink)
    (*CurrentSink)(F);
}

static std::atomic<bool> OnNotes = false;

void putFixesOnNotes(bool On) { OnNotes = On; }
bool fixesGoOnNotes() { return OnNotes; }

} // namespace holdfast
