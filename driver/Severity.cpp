// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Severity.h"

#include "llvm/ADT/StringSwitch.h"

namespace holdfast::driver {

llvm::StringRef severity(const Diagnosis &D) {
  return llvm::StringSwitch<llvm::StringRef>(D.Consequence)
      .Cases({"terminates", "undefined"}, "critical")
      .Cases(
          {"never-starts", "cancels", "cancels-blocks", "terminates-on-error"},
          "major")
      .Default("minor");
}

} // namespace holdfast::driver
