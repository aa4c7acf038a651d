// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The built-in catalogue files, which Embed.cmake turns into a source file.
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace holdfast::catalogue {

struct BuiltInFile {
  /// `<built in>/asio.yaml`.
  llvm::StringRef Name;
  llvm::StringRef Text;
};

/// All files under rows/, by name.
llvm::ArrayRef<BuiltInFile> builtInFiles();

} // namespace holdfast::catalogue
