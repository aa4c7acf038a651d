// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "driver/Changed.h"
#include "driver/Plan.h"

namespace holdfast::driver {

/// The order to analyse \p U, with its key in the cache of \p Folder; empty: no
/// cache.
UnitJob analyseJob(const Unit &U, const Options &O, const std::string &Folder);

/// Where results are kept; empty: nowhere.
std::string cacheFolder(const Options &O);

/// Leaves in \p P the units that read a file of \p Lines: what they read is
/// known from the cache or found by preprocessing them. Returns why no worker
/// could be started, or nothing.
std::string selectReaders(const ChangedLines &Lines, const Options &O,
                          const std::string &Folder, Plan &P);

} // namespace holdfast::driver
