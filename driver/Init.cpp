// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Init.h"

#include "driver/Apply.h"
#include "driver/Check.h"
#include "driver/ProjectFiles.h"
#include "driver/WholeFile.h"

#include "fmt/format.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace holdfast::driver {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

std::optional<std::string> textOf(const std::string &File, std::string &Error) {
  auto Buffer = llvm::MemoryBuffer::getFile(File, /*IsText=*/true);
  if (Buffer)
    return (*Buffer)->getBuffer().str();
  if (Buffer.getError() != std::errc::no_such_file_or_directory)
    Error =
        fmt::format("cannot read '{}': {}", File, Buffer.getError().message());
  return std::nullopt;
}

/// Returns what went wrong.
static std::string writeNew(const FileChange &C) {
  const std::string Folder = path::parent_path(C.File).str();
  std::error_code EC = fs::create_directories(Folder);
  if (!EC)
    EC = writeWhole(C.File, [&](llvm::raw_ostream &OS) { OS << *C.Text; });
  if (!EC && C.Executable)
    EC = fs::setPermissions(C.File, fs::all_exe | fs::owner_read |
                                        fs::owner_write | fs::group_read |
                                        fs::others_read);
  return EC ? fmt::format("cannot write '{}': {}", C.File, EC.message()) : "";
}

/// What a person does next.
static std::string advice(const Project &P) {
  std::string Text;
  std::string Database = P.Database;
  if (Database.empty()) {
    Text += "next: holdfast needs a compile_commands.json";
    Database = "build";
    if (P.Build == BuildSystem::CMake)
      Text += ": cmake -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON";
    else if (P.Build == BuildSystem::Meson)
      Text += ": meson setup build";
    else if (P.Build == BuildSystem::Make) {
      Text += ": bear -- make";
      Database = ".";
    }
    Text += '\n';
  }
  Text += fmt::format("next: holdfast check -p {}\n", Database);
  if (P.HasSources && !fs::exists(P.Root + "/holdfast-baseline.json"))
    Text += fmt::format(
        "next: code that is older than today may have more findings than "
        "anybody repairs at once;\n"
        "      'holdfast baseline -p {} -o holdfast-baseline.json' records "
        "them, and the job reports new ones only\n",
        Database);
  return Text;
}

int runInit(const Options &O) {
  if (O.Paths.size() > 1)
    return usageError("'holdfast init' takes one folder, the root of a code "
                      "base; the current one if none is given");
  const std::string Root = O.Paths.empty() ? "." : O.Paths.front();
  if (!fs::is_directory(Root))
    return usageError(fmt::format("'{}' is no folder", Root));
  if (!O.BuildDirectory.empty() &&
      !fs::exists(O.BuildDirectory + "/compile_commands.json"))
    return usageError(
        fmt::format("no compile_commands.json in '{}'", O.BuildDirectory));
  const Project P = lookAt(Root, O.BuildDirectory);
  std::string Error;
  const auto Tidy = tidyFile(P, Error);
  const auto Clangd = Tidy ? clangdFile(P, Error) : std::nullopt;
  const auto Ci = Clangd ? ciFiles(P, Error) : std::nullopt;
  if (!Ci)
    return usageError(Error + "\nnothing was changed");
  std::vector<FileChange> All = {*Tidy, *Clangd};
  All.insert(All.end(), Ci->begin(), Ci->end());

  // What is there already keeps its owner and its permissions.
  std::map<std::string, std::string> Changed;
  for (const FileChange &C : All)
    if (C.Text && fs::exists(C.File))
      Changed[C.File] = *C.Text;
  if (std::string Why = writeFiles(Changed); !Why.empty())
    return usageError(Why);
  for (const FileChange &C : All) {
    if (C.Text && !Changed.count(C.File))
      if (std::string Why = writeNew(C); !Why.empty())
        return usageError(Why);
    llvm::outs() << shownPath(C.File, P.Root) << ": " << C.Said << '\n';
  }
  llvm::outs() << advice(P);
  return ExitClean;
}

} // namespace holdfast::driver
