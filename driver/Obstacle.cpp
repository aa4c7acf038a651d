// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Obstacle.h"

#include "driver/Apply.h"
#include "driver/Git.h"

namespace holdfast::driver {

std::string obstacle(llvm::ArrayRef<std::string> Files, const RunResult &Result,
                     const Options &O, Sources &Texts) {
  if (std::string File = changedSinceRead(Files, Result, Texts); !File.empty())
    return "'" + File +
           "' changed while it was analysed; nothing was changed, "
           "run the command again";
  if (O.Diff || O.AllowDirty)
    return "";
  return uncommitted(Files);
}

} // namespace holdfast::driver
