// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The report in the words of continuous integration services.
#pragma once

#include "driver/Merge.h"

#include "llvm/Support/raw_ostream.h"

namespace holdfast::driver {

/// Workflow commands of GitHub Actions, one line for each finding and error:
/// the service shows them beside the lines of a pull request.
void writeGitHub(const RunResult &Result, const Plan &P, llvm::raw_ostream &OS);

/// GitLab's Code Quality report. Errors of the analysis are blockers, so that
/// a code base which could not be read does not look clean.
void writeGitLab(const RunResult &Result, const Plan &P, llvm::raw_ostream &OS);

/// JUnit XML: a test case for each finding, which fails; for each translation
/// unit, which passes or, where it could not be analysed, is an error.
void writeJUnit(const RunResult &Result, const Plan &P, llvm::raw_ostream &OS);

} // namespace holdfast::driver
