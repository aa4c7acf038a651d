// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Project.h"

#include "driver/Merge.h"

#include "clang/Driver/Types.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace holdfast::driver {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

static std::vector<std::string> foldersIn(const std::string &Folder) {
  std::vector<std::string> Found;
  std::error_code EC;
  for (fs::directory_iterator I(Folder, EC), End; I != End && !EC;
       I.increment(EC))
    if (fs::is_directory(I->path()))
      Found.push_back(I->path());
  llvm::sort(Found);
  return Found;
}

/// clangd and `holdfast check` look into the first two by themselves.
static std::string findDatabase(llvm::StringRef Root) {
  std::vector<std::string> Candidates = {Root.str(), (Root + "/build").str()};
  for (llvm::StringRef Below : {"/build", "/out", ""})
    llvm::append_range(Candidates, foldersIn((Root + Below).str()));
  for (const std::string &Folder : Candidates)
    if (fs::exists(Folder + "/compile_commands.json"))
      // A link at the root, as many make it by hand, leads to where it is.
      return path::parent_path(realPath(Folder + "/compile_commands.json"))
          .str();
  return "";
}

static bool hasSources(llvm::StringRef Root) {
  namespace types = clang::driver::types;
  std::error_code EC;
  for (fs::recursive_directory_iterator I(Root, EC, /*follow_symlinks=*/false),
       End;
       I != End && !EC; I.increment(EC)) {
    const llvm::StringRef Name = path::filename(I->path());
    if (Name.starts_with(".")) {
      I.no_push();
      continue;
    }
    const llvm::StringRef Extension = path::extension(Name);
    if (Extension.empty())
      continue;
    const types::ID Type =
        types::lookupTypeForExtension(Extension.drop_front());
    if (Type != types::TY_INVALID && types::isCXX(Type))
      return true;
  }
  return false;
}

Project lookAt(llvm::StringRef Root, llvm::StringRef BuildFolder) {
  Project P;
  P.Root = realPath(Root);
  auto Has = [&](llvm::StringRef Name) {
    return fs::exists(P.Root + "/" + Name);
  };
  if (Has("CMakeLists.txt"))
    P.Build = BuildSystem::CMake;
  else if (Has("meson.build"))
    P.Build = BuildSystem::Meson;
  else if (Has("Makefile") || Has("GNUmakefile") || Has("configure"))
    P.Build = BuildSystem::Make;
  if (Has(".github/workflows"))
    P.Ci = CiService::GitHub;
  else if (Has(".gitlab-ci.yml"))
    P.Ci = CiService::GitLab;
  const std::string Folder =
      BuildFolder.empty() ? findDatabase(P.Root) : realPath(BuildFolder);
  P.Database = Folder == P.Root ? "." : shownPath(Folder, P.Root);
  P.HasSources = hasSources(P.Root);
  return P;
}

} // namespace holdfast::driver
