// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A translation unit that cannot name a task is not parsed.
//
// What a unit and all that it includes spell is known once it is preprocessed,
// which costs a twentieth of what the parser and the checks cost. Where no task
// is mentioned (checks/TaskMention.h) there can be no finding.
#pragma once

#include "driver/Report.h"
#include "driver/UnitJob.h"

namespace clang::tidy {
class ClangTidyContext;
} // namespace clang::tidy
namespace clang::tooling {
class ClangTool;
} // namespace clang::tooling

namespace holdfast::driver {

/// True if the unit of \p Job can have no finding. Then \p Report says all of
/// it that a parse would: what it reads and skips, and which checks are on.
/// Preprocesses it with \p Tool, at most as far as the first task, and not at
/// all where the source file itself names one.
///
/// False on any doubt: an error, a module, a precompiled header, a catalogue of
/// a library, findings wanted in system headers. So the parse tells of whatever
/// the preprocessor has found wrong.
bool namesNoTask(clang::tooling::ClangTool &Tool, const UnitJob &Job,
                 clang::tidy::ClangTidyContext &Context, UnitReport &Report);

} // namespace holdfast::driver
