// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Plan.h"

#include "fmt/format.h"
#include "clang/Driver/Types.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <set>

namespace holdfast::driver {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
namespace types = clang::driver::types;
using clang::tooling::CompilationDatabase;
using clang::tooling::CompileCommand;

std::string absolutePath(llvm::StringRef File, llvm::StringRef Directory) {
  llvm::SmallString<256> Path = File;
  if (Directory.empty()) {
    (void)fs::make_absolute(Path); // a wrong path is told when it is read
  } else if (!path::is_absolute(File)) {
    Path = Directory;
    path::append(Path, File);
  }
  path::remove_dots(Path, /*remove_dot_dot=*/false);
  return Path.str().str();
}

std::string realPath(llvm::StringRef Path) {
  llvm::SmallString<256> Real;
  if (fs::real_path(Path, Real))
    return absolutePath(Path);
  return Real.str().str();
}

static bool liesIn(llvm::StringRef File, llvm::StringRef Folder) {
  return File.consume_front(Folder) &&
         (File.empty() || Folder.ends_with("/") || File.starts_with("/"));
}

/// C files and assembler are not ours; a command may still say `-x c++`.
static bool isCxx(const CompileCommand &C) {
  llvm::StringRef Extension = path::extension(C.Filename);
  types::ID Type = Extension.empty()
                       ? types::TY_INVALID
                       : types::lookupTypeForExtension(Extension.drop_front());
  if (Type != types::TY_INVALID && types::isCXX(Type))
    return true;
  for (const std::string &Arg : C.CommandLine)
    if (llvm::StringRef(Arg).starts_with("-x") ||
        llvm::StringRef(Arg).starts_with("--language"))
      return llvm::StringRef(Arg).contains("c++") ||
             llvm::is_contained(C.CommandLine, "c++");
  return false;
}

static bool isHeader(llvm::StringRef File) {
  llvm::StringRef Extension = path::extension(File);
  if (Extension.empty())
    return true;
  types::ID Type = types::lookupTypeForExtension(Extension.drop_front());
  return Type != types::TY_INVALID && types::onlyPrecompileType(Type);
}

static Unit unitOf(const CompileCommand &C) {
  return {absolutePath(C.Filename, C.Directory), C.Directory, C.CommandLine,
          !C.Heuristic.empty()};
}

/// A relative folder is one below that of the database.
static CompileCommand placed(CompileCommand C, llvm::StringRef Folder) {
  if (path::is_absolute(C.Directory))
    return C;
  C.Directory = absolutePath(C.Directory, Folder);
  // Response files were looked for elsewhere.
  clang::tooling::addExpandedResponseFiles(C.CommandLine, C.Directory,
                                           llvm::cl::TokenizeGNUCommandLine,
                                           *llvm::vfs::getRealFileSystem());
  return C;
}

/// \p Found is the folder of the database.
static std::unique_ptr<CompilationDatabase>
load(const Options &O, std::string &Found, std::string &Error) {
  constexpr llvm::StringLiteral WaysOut =
      "\n  -p BUILD   names the folder that holds compile_commands.json; CMake "
      "writes\n             it with -DCMAKE_EXPORT_COMPILE_COMMANDS=ON"
      "\n  -- FLAGS   compiles the given files with FLAGS, without a database:"
      "\n             holdfast check a.cpp -- -std=c++20";
  std::string Why;
  if (!O.BuildDirectory.empty()) {
    Found = realPath(O.BuildDirectory);
    auto Database =
        CompilationDatabase::loadFromDirectory(O.BuildDirectory, Why);
    if (!Database)
      Error =
          fmt::format("no compilation database in '{}': {}{}", O.BuildDirectory,
                      llvm::StringRef(Why).trim().str(), WaysOut.str());
    return Database;
  }
  std::string Looked;
  std::string Start = realPath(O.Paths.empty() ? "." : O.Paths.front());
  llvm::StringRef Folder = Start;
  if (!fs::is_directory(Folder))
    Folder = path::parent_path(Folder);
  for (; !Folder.empty(); Folder = path::parent_path(Folder)) {
    for (llvm::StringRef Below : {"", "build"}) {
      llvm::SmallString<256> Candidate = Folder;
      path::append(Candidate, Below);
      bool Json = fs::exists(Candidate + "/compile_commands.json");
      if (!Json && !fs::exists(Candidate + "/compile_flags.txt"))
        continue;
      Found = Candidate.str().str();
      auto Database = CompilationDatabase::loadFromDirectory(Candidate, Why);
      if (!Database)
        Error = fmt::format("the compilation database in '{}' is broken: {}",
                            Candidate.str().str(),
                            llvm::StringRef(Why).trim().str());
      return Database;
    }
    if (Folder != "/")
      Looked += fmt::format("\n  {0}\n  {0}/build", Folder.str());
  }
  Error = fmt::format("no compilation database found. Looked for "
                      "compile_commands.json in{}\nTwo ways out:{}",
                      Looked, WaysOut.str());
  return nullptr;
}

/// The deepest folder above all of \p Files.
static std::string commonFolder(const std::set<std::string> &Files) {
  if (Files.empty())
    return realPath(".");
  llvm::StringRef Root = path::parent_path(*Files.begin());
  for (llvm::StringRef File : Files)
    while (!liesIn(File, Root))
      Root = path::parent_path(Root);
  return Root.str();
}

static bool planFlags(const Options &O, Plan &P, std::string &Error) {
  if (O.Paths.empty()) {
    Error = "flags after '--' need a file to compile: "
            "holdfast check a.cpp -- -std=c++20";
    return false;
  }
  for (const std::string &Path : O.Paths) {
    if (fs::is_directory(Path)) {
      Error =
          fmt::format("'{}' is a folder; flags after '--' go with files", Path);
      return false;
    }
    clang::tooling::FixedCompilationDatabase Fixed(realPath("."), *O.Flags);
    CompileCommand C = Fixed.getCompileCommands(absolutePath(Path)).front();
    // A C driver would not find the C++ library, and a header would be C.
    C.CommandLine.front() = "clang++";
    P.Units.push_back(unitOf(C));
    P.Units.back().Typed = true;
  }
  P.Root = realPath(".");
  return true;
}

std::optional<Plan> makePlan(const Options &O, std::string &Error) {
  Plan P;
  for (const std::string &Path : O.Paths)
    if (std::error_code EC = fs::access(Path, fs::AccessMode::Exist)) {
      Error = EC == std::errc::no_such_file_or_directory
                  ? fmt::format("no such file or folder: '{}'", Path)
                  : fmt::format("cannot look at '{}': {}", Path, EC.message());
      return std::nullopt;
    }
  if (O.Flags) {
    if (!planFlags(O, P, Error))
      return std::nullopt;
    return P;
  }
  std::string Folder;
  std::unique_ptr<CompilationDatabase> Database = load(O, Folder, Error);
  if (!Database)
    return std::nullopt;

  std::vector<std::pair<std::string, bool>> Wanted; // real path, was met
  for (const std::string &Path : O.Paths)
    Wanted.emplace_back(realPath(Path), false);
  std::set<std::string> Files;
  std::set<std::vector<std::string>> Seen;
  for (CompileCommand &Given : Database->getAllCompileCommands()) {
    const CompileCommand C = placed(std::move(Given), Folder);
    std::string File = realPath(absolutePath(C.Filename, C.Directory));
    Files.insert(File);
    bool Chosen = O.Paths.empty(), Named = false;
    for (auto &[Path, Met] : Wanted)
      if (liesIn(File, Path)) {
        Met = Chosen = true;
        Named |= File == Path;
      }
    std::vector<std::string> Key = C.CommandLine;
    Key.push_back(C.Directory);
    Key.push_back(File);
    if ((Named || isCxx(C)) && Seen.insert(std::move(Key)).second)
      (Chosen ? P.Units : P.Others).push_back(unitOf(C));
  }
  bool Enumerable = !Files.empty();
  for (auto [Index, Entry] : llvm::enumerate(Wanted)) {
    if (Entry.second)
      continue;
    const std::string &Path = O.Paths[Index];
    if (fs::is_directory(Entry.first)) {
      Error = fmt::format("no source file of the compilation database lies in "
                          "'{}'",
                          Path);
      return std::nullopt;
    }
    std::vector<CompileCommand> Guess;
    if (!Enumerable || isHeader(Path))
      Guess = Database->getCompileCommands(Entry.first);
    if (Guess.empty()) {
      Error = fmt::format(
          "'{}' is not in the compilation database; give its flags after "
          "'--', as in: holdfast check {} -- -std=c++20",
          Path, Path);
      return std::nullopt;
    }
    P.Units.push_back(unitOf(placed(Guess.front(), Folder)));
  }
  llvm::sort(P.Units, [](const Unit &A, const Unit &B) {
    return std::tie(A.File, A.Directory, A.Command) <
           std::tie(B.File, B.Directory, B.Command);
  });
  P.Root = commonFolder(Files);
  P.AllUnits = Enumerable && P.Others.empty();
  return P;
}

} // namespace holdfast::driver
