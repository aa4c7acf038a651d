// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Severity.h"

#include "llvm/ADT/StringSwitch.h"

namespace holdfast::driver {

llvm::StringRef severity(const Diagnosis &D) {
  return llvm::StringSwitch<llvm::StringRef>(D.Consequence)
      .Case("terminates", "critical")
      .Case("undefined", "critical")
      .Case("never-starts", "major")
      .Case("cancels", "major")
      .Case("cancels-blocks", "major")
      .Case("terminates-on-error", "major")
      .Default("minor");
}

} // namespace holdfast::driver
