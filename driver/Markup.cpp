// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Markup.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace holdfast::driver {

std::string markup(llvm::StringRef Text) {
  std::string Clean = llvm::json::fixUTF8(Text);
  llvm::erase_if(Clean, [](char C) {
    return static_cast<unsigned char>(C) < 0x20 && C != '\t' && C != '\n';
  });
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  llvm::printHTMLEscaped(Clean, OS);
  return Out;
}

} // namespace holdfast::driver
