// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/CompilerFlags.h"

#include "driver/ClangVersion.h"
#include "driver/Plan.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Support/FileSystem.h"

#include <optional>
#include <set>

namespace holdfast::driver {

using Words = std::vector<std::string>;

static bool exists(const llvm::Twine &File, llvm::StringRef Directory) {
  return llvm::sys::fs::exists(absolutePath(File.str(), Directory));
}

/// `a.h` for `a.h.pch`, if there is one.
static std::optional<std::string> headerOf(llvm::StringRef Precompiled,
                                           llvm::StringRef Directory) {
  if ((Precompiled.consume_back(".pch") || Precompiled.consume_back(".gch")) &&
      exists(Precompiled, Directory))
    return Precompiled.str();
  return std::nullopt;
}

/// Is there an `-include FILE`, also as two words of `-Xclang`?
static bool includes(const Words &Command, llvm::StringRef File) {
  for (size_t I = 1; I < Command.size(); ++I)
    if (Command[I] == File && (Command[I - 1] == "-include" ||
                               (I > 1 && Command[I - 1] == "-Xclang" &&
                                Command[I - 2] == "-include")))
      return true;
  return false;
}

static Words withoutPrecompiled(const Words &Command,
                                llvm::StringRef Directory) {
  Words New;
  // The driver would look for a precompiled header beside it.
  auto Include = [&](const std::string &Header) {
    for (const std::string &Word :
         Words{"-Xclang", "-include", "-Xclang", Header})
      New.push_back(Word);
  };
  for (size_t I = 0; I < Command.size(); ++I) {
    const llvm::ArrayRef<std::string> Rest = llvm::ArrayRef(Command).slice(I);
    if (Rest.size() > 1 && Rest[0] == "-include" &&
        (exists(Rest[1] + ".pch", Directory) ||
         exists(Rest[1] + ".gch", Directory))) {
      Include(Rest[1]);
      ++I;
      continue;
    }
    size_t Count = 0;
    if (Rest.size() > 1 && Rest[0] == "-include-pch")
      Count = 2;
    else if (Rest.size() > 3 && Rest[0] == "-Xclang" &&
             Rest[1] == "-include-pch" && Rest[2] == "-Xclang")
      Count = 4;
    std::optional<std::string> Header;
    if (Count)
      Header = headerOf(Rest[Count - 1], Directory);
    if (!Header) {
      New.push_back(Rest[0]);
      continue;
    }
    // CMake names both.
    if (!includes(Command, *Header))
      Include(*Header);
    I += Count - 1;
  }
  return New;
}

/// /Yc makes a precompiled header, /Yu reads it, /Fp names it; the source or
/// /FI includes the header as well.
static bool isPrecompiledOfCl(llvm::StringRef Word) {
  return (Word.consume_front("/") || Word.consume_front("-")) &&
         (Word.starts_with("Yc") || Word.starts_with("Yu") ||
          Word.starts_with("Fp"));
}

static Words withoutUnknown(const Words &Command) {
  std::vector<const char *> Strings;
  for (const std::string &Word : llvm::drop_begin(Command))
    Strings.push_back(Word.c_str());
  unsigned MissingIndex = 0, MissingCount = 0;
  const llvm::opt::InputArgList Parsed = getDriverOptTable().ParseArgs(
      Strings, MissingIndex, MissingCount,
      llvm::opt::Visibility(options::ClangOption));
  std::set<size_t> Unknown;
  for (const llvm::opt::Arg *A : Parsed.filtered(options::OPT_UNKNOWN))
    Unknown.insert(A->getIndex() + 1);
  Words New;
  for (auto [I, Word] : llvm::enumerate(Command))
    if (!Unknown.count(I))
      New.push_back(Word);
  return New;
}

std::vector<std::string> understoodCommand(const Unit &U) {
  if (U.Command.empty())
    return U.Command;
  Words Command = withoutPrecompiled(U.Command, U.Directory);
  // clang-cl itself ignores what it does not know.
  if (!llvm::is_contained(Command, "--driver-mode=cl"))
    return withoutUnknown(Command);
  llvm::erase_if(Command, [&](const std::string &Word) {
    return Word != U.File && isPrecompiledOfCl(Word);
  });
  return Command;
}

} // namespace holdfast::driver
