// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One translation unit, in this process.
#pragma once

#include "driver/Inputs.h"
#include "driver/Report.h"
#include "driver/UnitJob.h"

#include <string>

namespace clang {
class PreprocessorOptions;
} // namespace clang

namespace holdfast::driver {

/// The folder of clang's own headers (stddef.h and the like) that belongs to
/// the libclang this program runs with; empty if there is none.
std::string resourceDirectory();

/// What \p Job changes of the files that the preprocessor reads.
void prepare(const UnitJob &Job, clang::PreprocessorOptions &Options);

/// Does what \p Job says. Errors of the compiler are part of the report; the
/// call itself cannot fail. Changes the process's working directory and is not
/// thread safe: workers call it, one job at a time. What the report depends on
/// is added to \p Asked, if that is given.
UnitReport analyse(const UnitJob &Job, Inputs *Asked = nullptr);

} // namespace holdfast::driver
