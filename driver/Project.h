// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>

namespace holdfast::driver {

enum class BuildSystem { CMake, Meson, Make, Unknown };
enum class CiService { GitHub, GitLab, None };

/// What `holdfast init` must know of a code base.
struct Project {
  /// Real path.
  std::string Root;
  BuildSystem Build = BuildSystem::Unknown;
  CiService Ci = CiService::None;
  /// The folder with compile_commands.json, relative to the root if it lies
  /// there; empty: there is none yet.
  std::string Database;
  bool HasSources = false;
};

/// Looks at the files in \p Root. \p BuildFolder names the folder of the
/// compilation database; if it is empty, the usual places are searched.
Project lookAt(llvm::StringRef Root, llvm::StringRef BuildFolder);

} // namespace holdfast::driver
