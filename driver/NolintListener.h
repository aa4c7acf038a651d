// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which lines have a finding that a NOLINT silences: what tells a NOLINT that
// is still needed from a stale one.
#pragma once

#include "driver/Report.h"

#include "clang-tidy/ClangTidyDiagnosticConsumer.h"

namespace clang {
class CompilerInstance;
} // namespace clang

namespace holdfast::driver {

/// clang-tidy's own consumer, which tells \p Report of each finding that it
/// silences.
class NolintListener : public clang::tidy::ClangTidyDiagnosticConsumer {
public:
  NolintListener(clang::tidy::ClangTidyContext &Context, UnitReport &Report)
      : ClangTidyDiagnosticConsumer(Context, /*ExternalDiagEngine=*/nullptr,
                                    /*RemoveIncompatibleErrors=*/false),
        Context(Context), Report(Report) {}

  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                        const clang::Diagnostic &Info) override;

private:
  clang::tidy::ClangTidyContext &Context;
  UnitReport &Report;
};

/// Tells \p Report which lines of files with a NOLINT the preprocessor skips.
void listenForSkippedLines(clang::CompilerInstance &Compiler,
                           UnitReport &Report);

/// That, and which checks run on the unit and may report something.
void listenForNolints(clang::CompilerInstance &Compiler,
                      clang::tidy::ClangTidyContext &Context,
                      const clang::tidy::ClangTidyOptions::OptionMap &Options,
                      UnitReport &Report);

} // namespace holdfast::driver
