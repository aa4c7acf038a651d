// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/RowText.h"

namespace holdfast {

std::string fill(llvm::StringRef Text, llvm::StringRef Key,
                 llvm::StringRef Value) {
  std::string Result;
  for (;;) {
    const auto [Before, After] = Text.split(Key);
    Result += Before;
    if (Before.size() == Text.size())
      return Result;
    Result += Value;
    Text = After;
  }
}

std::string rootOf(const TaskType &T) {
  if (T.Row)
    for (const std::string &Root : T.Row->Lib->Roots)
      if (llvm::StringRef("::" + T.Name).starts_with(Root + "::"))
        return Root.substr(2);
  return "";
}

} // namespace holdfast
