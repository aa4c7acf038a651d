// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Runtime.h"

#include "fmt/format.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace holdfast::driver {

namespace fs = llvm::sys::fs;

std::string runtimeInclude(const Options &O) {
  if (!O.RuntimeInclude.empty())
    return realPath(O.RuntimeInclude);
  llvm::SmallString<256> Installed = llvm::sys::path::parent_path(
      llvm::sys::path::parent_path(fs::getMainExecutable(nullptr, nullptr)));
  llvm::sys::path::append(Installed, "include");
  for (std::string Dir :
       {Installed.str().str(), std::string(HOLDFAST_RUNTIME_INCLUDE)})
    if (fs::exists(Dir + "/holdfast/background.hpp"))
      return Dir;
  return "";
}

/// The header of \p Fix that only the runtime has, in angle brackets.
static std::string runtimeHeader(const PlannedFix &Fix) {
  for (const Edit &E : Fix.Edits) {
    size_t Begin = llvm::StringRef(E.Text).find("<holdfast/");
    if (Begin != llvm::StringRef::npos)
      return E.Text.substr(Begin, E.Text.find('>', Begin) + 1 - Begin);
  }
  return "";
}

std::string runtimeAdvice(llvm::ArrayRef<PlannedFix> Fixes,
                          const RunResult &Result, const Options &O) {
  for (const PlannedFix &Fix : Fixes) {
    if (!Fix.made())
      continue;
    std::string Header = runtimeHeader(Fix);
    for (size_t Unit : Fix.Finding->Units)
      if (!Header.empty() && !Result.FindsRuntime[Unit])
        return fmt::format("the fixed code includes {}: add -I{}, or link "
                           "holdfast::runtime\n",
                           Header, runtimeInclude(O));
  }
  return "";
}

} // namespace holdfast::driver
