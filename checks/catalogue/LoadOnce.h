// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Catalogue files, each set of them read once by a process.
#pragma once

#include "checks/catalogue/Catalogue.h"

namespace holdfast::catalogue {

struct Loaded {
  std::shared_ptr<const Catalogue> Rows;
  std::vector<LoadError> Errors;
};

/// The built-in rows with those of \p Files, as Catalogue::load gives them;
/// read again when one of the files has changed. May be called by any number
/// of threads.
Loaded loadOnce(const std::vector<std::string> &Files);

} // namespace holdfast::catalogue
