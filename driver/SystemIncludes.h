// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which headers of others do the user's own files include, and what does each
// include cost?
#pragma once

#include "driver/Report.h"

#include "clang/Lex/PPCallbacks.h"

#include <memory>

namespace clang {
class Preprocessor;
} // namespace clang

namespace holdfast::driver {

/// Fills the `SystemIncludes`, in the order in which they are met, and the
/// `IncludedBytes` of \p Report as \p PP preprocesses a unit. Both must outlive
/// the callbacks.
std::unique_ptr<clang::PPCallbacks>
collectSystemIncludes(clang::Preprocessor &PP, UnitReport &Report);

} // namespace holdfast::driver
