// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a check knows about one finding beyond the text of its diagnostic.
//
// A clang-tidy diagnostic is a sentence and some edits. The driver's reports
// need the facts behind it: which library, what consequence, which kind of fix.
// A check hands them to the sink of the thread it runs on; in clang-tidy and
// clangd there is no sink and nothing is recorded.
#pragma once

#include "checks/catalogue/Facts.h"
#include "fixits/Fix.h"

#include <functional>
#include <string>
#include <vector>

namespace holdfast {

/// One fix of a finding, in the order in which it is offered. The edits
/// themselves travel with the diagnostic: the preferred fix on the warning, the
/// others on its notes, whose text is `Title`.
struct FindingFix {
  std::string Title;
  FixTier Tier = FixTier::Suggest;
  FixFamily Family = FixFamily::Await;
  bool Preferred = false;
};

/// The facts behind one warning. `File` (as the SourceManager spells it),
/// `Offset` (in bytes) and `Check` are the key that joins it to the diagnostic.
struct Finding {
  std::string Check;
  std::string File;
  unsigned Offset = 0;
  std::string Message;
  /// The function whose result is dropped, as written in the message.
  std::string Function;
  /// The handle's type without its template arguments, such as
  /// `cppcoro::task`.
  std::string Type;
  /// The catalogue's id of the library, `inferred` or `annotated`.
  std::string Library;
  Consequence What = Consequence::Unknown;
  ErrorFate Errors = ErrorFate::Unknown;
  std::vector<FindingFix> Fixes;
};

using FindingSink = std::function<void(const Finding &)>;

/// Sends the findings of the calling thread to \p Sink until it is called
/// again; nullptr stops that. The sink must outlive its use.
void setFindingSink(const FindingSink *Sink);

/// Hands \p F to the calling thread's sink, if there is one.
void recordFinding(const Finding &F);

/// With true, every fix goes on a note under its own title, the preferred one
/// first, and none on the warning: clangd names a warning's fix after the
/// warning itself. For the whole process; set it before the first check runs.
void putFixesOnNotes(bool On);
bool fixesGoOnNotes();

} // namespace holdfast
