// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which checks run on a file, and with which options: the .clang-tidy files as
// clang-tidy reads them, and the command line on top.
#pragma once

#include "driver/UnitJob.h"

#include "clang-tidy/ClangTidyOptions.h"

#include <memory>
#include <string>
#include <vector>

namespace holdfast::driver {

/// Names of all checks of this program, sorted.
const std::vector<std::string> &allChecks();

/// What is wrong with the globs of `--checks`, or an empty string: each of them
/// must match some check.
std::string checkGlobs(llvm::StringRef Globs);

/// The check whose name is nearest to \p Name, or nothing if none is near.
std::string nearestCheck(llvm::StringRef Name);

/// Options by file. A .clang-tidy whose `Checks` never mentions `holdfast` does
/// not speak of these checks, and they stay on; one that does is followed to
/// the letter; `--checks` comes last. The files are read from \p Disk. Mistakes
/// in them are appended to \p Errors, which must outlive the provider.
std::unique_ptr<clang::tidy::ClangTidyOptionsProvider>
makeOptionsProvider(const AnalysisSettings &Settings,
                    llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk,
                    std::vector<std::string> &Errors);

} // namespace holdfast::driver
