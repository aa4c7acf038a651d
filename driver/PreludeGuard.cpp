// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/PreludeGuard.h"

#include "clang/AST/ASTContext.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/STLExtras.h"

namespace holdfast::driver {

using namespace clang;

namespace {

class Guard : public PPCallbacks {
public:
  Guard(const SourceManager &SM, const PreludeFacts &Facts, std::string &Misfit)
      : SM(SM), Facts(Facts), Waiting(Facts.Headers), Misfit(Misfit) {}

  void InclusionDirective(SourceLocation, const Token &, StringRef, bool,
                          CharSourceRange, OptionalFileEntryRef File, StringRef,
                          StringRef, const Module *, bool,
                          SrcMgr::CharacteristicKind) override {
    if (!File)
      return;
    Waiting.erase(File->getUniqueID());
    reach(File->getUniqueID());
  }

  void MacroDefined(const Token &Name, const MacroDirective *) override {
    change(Name);
  }
  void MacroUndefined(const Token &Name, const MacroDefinition &,
                      const MacroDirective *) override {
    change(Name);
  }

  void Ifdef(SourceLocation, const Token &Name,
             const MacroDefinition &M) override {
    ask(Name, M);
  }
  void Ifndef(SourceLocation, const Token &Name,
              const MacroDefinition &M) override {
    ask(Name, M);
  }
  void Elifdef(SourceLocation, const Token &Name,
               const MacroDefinition &M) override {
    ask(Name, M);
  }
  void Elifndef(SourceLocation, const Token &Name,
                const MacroDefinition &M) override {
    ask(Name, M);
  }
  void Defined(const Token &Name, const MacroDefinition &M,
               SourceRange) override {
    ask(Name, M);
  }

  /// `#if LIB_VERSION > 2` is 0 where nobody has defined it.
  void MacroExpands(const Token &Name, const MacroDefinition &M, SourceRange,
                    const MacroArgs *) override {
    ask(Name, M);
  }

  void EndOfMainFile() override {
    if (!Waiting.empty())
      misfit("it does not include all headers of the prelude");
  }

private:
  /// Predefined macros and those of the command line are the same for all.
  bool isInFile(SourceLocation Loc) const {
    return Loc.isValid() && !SM.isWrittenInBuiltinFile(Loc) &&
           !SM.isWrittenInCommandLineFile(Loc);
  }

  /// Headers of others are made to be included in any order.
  bool isOwn(SourceLocation Loc) const {
    return isInFile(Loc) && !SM.isInSystemHeader(Loc);
  }

  void change(const Token &Name) {
    if (!Waiting.empty() && isOwn(Name.getLocation()) &&
        Facts.Names.contains(Name.getIdentifierInfo()->getName()))
      misfit(Name, "changes what headers see that it includes later");
  }

  void ask(const Token &Name, const MacroDefinition &M) {
    const MacroInfo *Info = M.getMacroInfo();
    if (Waiting.empty() || !Info || !isOwn(Name.getLocation()) ||
        !SM.isLoadedSourceLocation(Info->getDefinitionLoc()) ||
        !isInFile(Info->getDefinitionLoc()))
      return;
    const OptionalFileEntryRef Definer =
        SM.getFileEntryRefForID(SM.getFileID(Info->getDefinitionLoc()));
    if (!Definer || !Reached.count(Definer->getUniqueID()))
      misfit(Name, "asks for what a header defines that it includes later");
  }

  void misfit(const Token &Name, llvm::StringRef What) {
    misfit((Name.getLocation().printToString(SM) + ": '" +
            Name.getIdentifierInfo()->getName() + "' " + What)
               .str());
  }
  /// The first reason is enough.
  void misfit(std::string Why) {
    if (Misfit.empty())
      Misfit = std::move(Why);
  }

  /// \p File and all that it brought with it are there without a prelude too.
  void reach(const llvm::sys::fs::UniqueID &File) {
    llvm::SmallVector<llvm::sys::fs::UniqueID> Open = {File};
    while (!Open.empty())
      if (const auto Next = Open.pop_back_val(); Reached.insert(Next).second)
        if (const auto At = Facts.Includes.find(Next);
            At != Facts.Includes.end())
          llvm::append_range(Open, At->second);
  }

  const SourceManager &SM;
  const PreludeFacts &Facts;
  /// Headers that the unit has not included yet.
  FileSet Waiting;
  FileSet Reached;
  std::string &Misfit;
};

} // namespace

std::unique_ptr<PPCallbacks>
guardPrelude(Preprocessor &PP, const PreludeFacts &Facts, std::string &Misfit) {
  return std::make_unique<Guard>(PP.getSourceManager(), Facts, Misfit);
}

void OwnDeclarations::HandleTranslationUnit(ASTContext &Ctx) {
  const TranslationUnitDecl *Unit = Ctx.getTranslationUnitDecl();
  const SourceManager &SM = Ctx.getSourceManager();
  std::vector<Decl *> Own;
  for (Decl *D : Headers ? Unit->decls() : Unit->noload_decls())
    if (!D->isFromASTFile() ||
        (D->getLocation().isValid() && !SM.isInSystemHeader(D->getLocation())))
      Own.push_back(D);
  Ctx.setTraversalScope(Own);
  MultiplexConsumer::HandleTranslationUnit(Ctx);
}

} // namespace holdfast::driver
