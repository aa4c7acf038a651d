// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The findings of one day, so that later runs report only new ones.
#pragma once

#include "driver/Coverage.h"
#include "driver/Merge.h"
#include "driver/Options.h"
#include "driver/Plan.h"

#include "llvm/Support/raw_ostream.h"

namespace holdfast::driver {

/// `holdfast baseline`. Returns the exit status.
int runBaseline(const Options &O);

/// Removes from \p Result the findings that the baseline in \p File has, each
/// row of it once. A row is known again by its fingerprint; where its file is
/// gone, by its likeness, in a file that the baseline does not name. Says on \p
/// Log how many were left out, and for which rows nothing is found any more, as
/// far as \p Seen can tell. False: \p Error says why the file cannot be used.
bool applyBaseline(llvm::StringRef File, const Coverage &Seen, const Plan &P,
                   RunResult &Result, llvm::raw_ostream &Log,
                   std::string &Error);

} // namespace holdfast::driver
