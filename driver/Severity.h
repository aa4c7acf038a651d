// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "driver/Report.h"

namespace holdfast::driver {

/// How bad a drop is, by what it does to the program: `critical` where the
/// process ends or memory is overwritten, `major` where the work is lost,
/// `minor` else. Words of GitLab's.
llvm::StringRef severity(const Diagnosis &D);

} // namespace holdfast::driver
