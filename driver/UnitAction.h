// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What clang does for a worker's order.
#pragma once

#include "driver/Inputs.h"
#include "driver/PreludeFacts.h"
#include "driver/Report.h"
#include "driver/UnitJob.h"

#include "clang/Frontend/FrontendAction.h"

#include <memory>

namespace clang::tidy {
class ClangTidyContext;
} // namespace clang::tidy

namespace holdfast::driver {

/// The action of \p Job, which fills \p Report. \p Prelude is what is known of
/// the one that the unit begins with; nullptr: none. \p Asked is what a prelude
/// that is made depends on. All must outlive the action.
std::unique_ptr<clang::FrontendAction>
actionFor(const UnitJob &Job, const PreludeFacts *Prelude, const Inputs *Asked,
          clang::tidy::ClangTidyContext &Context, UnitReport &Report);

} // namespace holdfast::driver
