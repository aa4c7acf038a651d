// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The two axes of a drop, and how a task starts: docs/design.md, "What a task
// handle is". Their spellings are those of the catalogue's YAML and of the
// driver's JSON.
#pragma once

#include "llvm/ADT/StringRef.h"

#include <optional>

namespace holdfast {

/// What becomes of the work when its handle dies unconsumed.
enum class Consequence {
  Unknown,
  NeverStarts,
  Cancels,
  CancelsBlocks,
  Blocks,
  Detaches,
  Terminates,
  TerminatesOnError,
  Leaks,
  Undefined,
};

/// What becomes of the error of work that nobody observes.
enum class ErrorFate {
  Unknown,
  None,
  Swallowed,
  Logged,
  EscapesLoop,
  Terminates,
};

/// When the work begins.
enum class Start { Unknown, Lazy, Eager };

/// `never-starts`, `terminates-on-error`, ...; `unknown` for Unknown.
llvm::StringRef spelling(Consequence C);
llvm::StringRef spelling(ErrorFate E);
llvm::StringRef spelling(Start S);

/// The inverse; nullopt for any other word.
std::optional<Consequence> parseConsequence(llvm::StringRef Word);
std::optional<ErrorFate> parseErrorFate(llvm::StringRef Word);
std::optional<Start> parseStart(llvm::StringRef Word);

} // namespace holdfast
