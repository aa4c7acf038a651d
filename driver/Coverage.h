// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where it means something that nothing was found.
#pragma once

#include "driver/Changed.h"
#include "driver/Merge.h"

#include <set>

namespace holdfast::driver {

/// A finding is gone, and a NOLINT stale, only if every unit that reads the
/// file was analysed to its end, and the check was on.
class Coverage {
public:
  /// With \p Lines only units were analysed that read what changed.
  Coverage(const Plan &P, const RunResult &Result, const ChangedLines *Lines);

  /// Would \p Check have reported what it finds in \p File (real path)?
  bool covers(const std::string &File, const std::string &Check) const;
  /// The same for one line, which the preprocessor may skip.
  bool covers(const std::string &File, const std::string &Check,
              unsigned Line) const;
  /// The files (real paths) that were analysed to the end.
  const std::map<std::string, std::vector<size_t>> &files() const {
    return Readers;
  }
  /// Was every unit of the code base analysed to its end?
  bool whole() const { return Whole; }

private:
  const RunResult &Result;
  /// By file: the units that read it.
  std::map<std::string, std::vector<size_t>> Readers;
  bool Whole;
};

} // namespace holdfast::driver
