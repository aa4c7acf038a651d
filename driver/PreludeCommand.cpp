// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/PreludeCommand.h"

#include "driver/CompilerFlags.h"
#include "driver/Plan.h"

#include "clang/Driver/Types.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

namespace holdfast::driver {

using Words = std::vector<std::string>;

static bool isCxx(llvm::StringRef File) {
  llvm::StringRef Extension = llvm::sys::path::extension(File);
  return Extension.consume_front(".") &&
         clang::driver::types::lookupTypeForExtension(Extension) ==
             clang::driver::types::TY_CXX;
}

/// How many words an output and its options take; 0: it is something else.
static size_t wordsOfOutput(llvm::StringRef Word) {
  static constexpr llvm::StringLiteral Two[] = {"-o", "-MF", "-MT", "-MQ",
                                                "-MJ"};
  static constexpr llvm::StringLiteral One[] = {"-c",   "-S",  "-E", "-MD",
                                                "-MMD", "-MP", "--"};
  if (llvm::is_contained(Two, Word))
    return 2;
  return llvm::is_contained(One, Word) || Word.starts_with("-o") ||
         Word.starts_with("-MF");
}

/// Would the compiler read something else before, or in another way?
static bool isForeign(llvm::StringRef Word) {
  return Word.starts_with("-include") || Word.starts_with("-imacros") ||
         Word.starts_with("-fmodule") || Word.starts_with("-x") ||
         Word.starts_with("@") || Word == "-Xclang" ||
         Word == "--driver-mode=cl" || Word.starts_with("-fpch");
}

std::vector<std::string> sharedCommand(const Unit &U) {
  if (U.Guessed || !isCxx(U.File))
    return {};
  const Words Command = U.Typed ? U.Command : understoodCommand(U);
  Words Shared;
  for (size_t I = 0; I < Command.size(); ++I) {
    const std::string &Word = Command[I];
    if (const size_t Count = wordsOfOutput(Word)) {
      I += Count - 1;
      continue;
    }
    if (isForeign(Word))
      return {};
    if (I > 0 && absolutePath(Word, U.Directory) == U.File)
      continue;
    Shared.push_back(Word);
  }
  return Shared;
}

std::vector<std::string> headerCommand(const Unit &U,
                                       const std::string &Header) {
  Words Command = sharedCommand(U);
  Command.insert(Command.end(), {"-x", "c++-header", Header});
  return Command;
}

} // namespace holdfast::driver
