// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/ShippedFiles.h"

#include "checks/Names.h"
#include "checks/TaskModel.h"
#include "checks/UserCode.h"
#include "checks/catalogue/Catalogue.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/FileManager.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"

#include <set>

using namespace clang;

namespace holdfast {

namespace {

/// Collects the folders of headers.
class Folders {
public:
  explicit Folders(const SourceManager &SM) : SM(SM) {}

  void addFile(StringRef File) {
    if (!Files.insert(File).second || File.starts_with("<"))
      return;
    llvm::SmallString<256> Path(File);
    SM.getFileManager().makeAbsolutePath(Path);
    llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
    const StringRef Folder = llvm::sys::path::parent_path(Path);
    if (!Found.insert(Folder).second)
      return;
    for (std::string &Shipped : catalogue::findUserFiles(Path))
      Catalogues.insert(std::move(Shipped));
  }

  void addDecl(const Decl *D) {
    if (!D)
      return;
    const SourceLocation Loc = SM.getExpansionLoc(D->getLocation());
    if (Loc.isValid())
      addFile(SM.getFilename(Loc));
  }

  void addType(QualType T, unsigned Depth = 0) {
    const CXXRecordDecl *R = T.isNull() || Depth > 4 ? nullptr : recordOf(T);
    if (!R)
      return;
    addDecl(R);
    if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(R))
      for (const TemplateArgument &A : Spec->getTemplateArgs().asArray())
        if (A.getKind() == TemplateArgument::Type)
          addType(A.getAsType(), Depth + 1);
    if (const CXXRecordDecl *Def = R->getDefinition())
      for (const CXXBaseSpecifier &Base : Def->bases())
        addType(Base.getType(), Depth + 1);
  }

  std::set<std::string> Catalogues;

private:
  const SourceManager &SM;
  llvm::StringSet<> Files, Found;
};

/// What the unit's own code calls and names.
class Used : public UserCodeListener {
public:
  explicit Used(Folders &Into) : Into(Into) {}
  void onCall(const Expr &E, const Place &Where) override {
    Into.addDecl(calleeOf(E));
    Into.addType(E.getType().getNonReferenceType());
  }

private:
  Folders &Into;
};

} // namespace

static Folders foldersOf(const SourceManager &SM) {
  Folders Found(SM);
  for (auto It = SM.fileinfo_begin(); It != SM.fileinfo_end(); ++It)
    Found.addFile(It->first.getName());
  return Found;
}

static std::vector<std::string> shippedIn(Folders &Found, StringRef MainFile) {
  for (const std::string &Own : catalogue::findUserFiles(MainFile))
    Found.Catalogues.erase(Own);
  return {Found.Catalogues.begin(), Found.Catalogues.end()};
}

std::vector<std::string> findShippedFiles(const SourceManager &SM,
                                          StringRef MainFile) {
  Folders Found = foldersOf(SM);
  return shippedIn(Found, MainFile);
}

std::vector<std::string> findShippedFiles(ASTContext &Ctx, StringRef MainFile) {
  const SourceManager &SM = Ctx.getSourceManager();
  Folders Found = foldersOf(SM);
  if (SM.loaded_sloc_entry_size() > 0) {
    Used Listener(Found);
    walkUserCode(Ctx, Listener);
  }
  return shippedIn(Found, MainFile);
}

} // namespace holdfast
