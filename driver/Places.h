// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Clang's source locations for plain data, so that clang's own printers and
// writers can show it.
#pragma once

#include "driver/Report.h"

#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"

namespace holdfast::driver {

/// Reads each file that is asked for once, as it is on the disk.
class Places {
public:
  explicit Places(clang::DiagnosticsEngine &Engine)
      : Files(clang::FileSystemOptions()), SM(Engine, Files) {
    Engine.setSourceManager(&SM);
  }

  /// Invalid where \p File is empty or cannot be read.
  clang::SourceLocation at(const std::string &File, unsigned Offset);
  clang::CharSourceRange range(const std::string &File, unsigned Offset,
                               unsigned Length);
  clang::CharSourceRange range(const Range &R) {
    return range(R.File, R.Offset, R.Length);
  }

  const clang::SourceManager &sources() const { return SM; }

private:
  clang::FileManager Files;
  clang::SourceManager SM;
};

} // namespace holdfast::driver
