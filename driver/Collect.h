// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From clang-tidy's diagnostics and the checks' facts to plain data.
#pragma once

#include "driver/Report.h"

#include "checks/Cost.h"
#include "checks/Finding.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "llvm/ADT/ArrayRef.h"

namespace clang {
class HeaderSearch;
class SourceManager;
} // namespace clang

namespace holdfast::driver {

/// Sorts \p Errors into \p Report and joins each finding with its facts.
/// Relative paths are made absolute against \p Directory.
void collect(llvm::ArrayRef<clang::tidy::ClangTidyError> Errors,
             llvm::ArrayRef<Finding> Facts, llvm::StringRef Directory,
             UnitReport &Report);

/// The same for what the checks cost.
void collect(const UnitCost &Cost, llvm::StringRef Directory, UnitStats &Stats);

/// Does `#include <holdfast/...>` find the runtime in the folders of \p Search?
bool findsRuntime(clang::HeaderSearch &Search);

/// The files that the translation unit read, outside of system headers.
std::vector<ReadFile> readFiles(clang::SourceManager &SM);

} // namespace holdfast::driver
