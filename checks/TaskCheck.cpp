// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/TaskCheck.h"

#include "checks/ShippedFiles.h"
#include "checks/catalogue/LoadOnce.h"

#include "clang/Lex/Lexer.h"

using namespace clang;

namespace holdfast {

TaskCheck::TaskCheck(llvm::StringRef Name, tidy::ClangTidyContext *Context)
    : ClangTidyCheck(Name, Context) {
  Opts.read(Options);
}

void TaskCheck::storeOptions(tidy::ClangTidyOptions::OptionMap &Map) {
  Opts.store(Options, Map);
}

void TaskCheck::registerPPCallbacks(const SourceManager &, Preprocessor *PP,
                                    Preprocessor *) {
  Headers = Includes::of(*PP, areDiagsSelfContained());
  Walk = SharedWalk::join(*this, *PP);
}

void TaskCheck::registerMatchers(ast_matchers::MatchFinder *Finder) {
  Finder->addMatcher(ast_matchers::translationUnitDecl().bind("unit"), this);
}

void TaskCheck::loadCatalogue(llvm::ArrayRef<std::string> Shipped) {
  // The later word counts: the user's about a library's.
  std::vector<std::string> Files = Shipped.vec();
  llvm::append_range(Files, catalogue::findUserFiles(getCurrentMainFile()));
  Files.insert(Files.end(), Opts.CatalogueFiles.begin(),
               Opts.CatalogueFiles.end());
  const catalogue::Loaded L = catalogue::loadOnce(Files);
  Rows = L.Rows;
  for (const catalogue::LoadError &E : L.Errors)
    if (llvm::is_contained(Shipped, E.File))
      configurationDiag("%0%1", DiagnosticIDs::Warning)
          << ShippedFileIgnored << E.str();
    else
      configurationDiag("%0", DiagnosticIDs::Error) << E.str();
}

void TaskCheck::check(const ast_matchers::MatchFinder::MatchResult &Result) {
  Walk->run(*Result.Context);
}

void TaskCheck::begin(ASTContext &Ctx, llvm::ArrayRef<TaskCheck *> Others,
                      llvm::ArrayRef<std::string> Shipped) {
  Reported.clear();
  loadCatalogue(Shipped);
  for (const TaskCheck *Other : Others)
    if (Other->Model && Other->Rows == Rows &&
        Other->Model->infers() == Opts.Infer)
      Model = Other->Model;
  if (!Model)
    Model = std::make_shared<TaskModel>(Rows, Ctx, Opts.Infer);
}

bool TaskCheck::isNotReported(SourceLocation Loc) const {
  const SourceManager &SM = Model->context().getSourceManager();
  const LangOptions &Lang = Model->context().getLangOpts();
  if (Loc.isInvalid() || SM.isInSystemHeader(SM.getExpansionLoc(Loc)) ||
      SM.isInSystemHeader(SM.getSpellingLoc(Loc)))
    return true;
  while (Loc.isMacroID()) {
    const StringRef Macro = Lexer::getImmediateMacroName(Loc, SM, Lang);
    if (Rows->isSanctionedMacro(Macro))
      return true;
    Loc = SM.getImmediateMacroCallerLoc(Loc);
  }
  return false;
}

std::optional<size_t> TaskCheck::preferred(llvm::ArrayRef<Fix> Fixes) const {
  auto Chosen = [&](const Fix &F) {
    if (F.Tier == FixTier::Display || F.Tier > Opts.Tier)
      return false;
    switch (Opts.Fix) {
    case FixChoice::Auto:
      // An error that leaves the event loop stops everybody's work: that is
      // for a person to choose.
      return F.Family != FixFamily::Report;
    case FixChoice::Await:
      return F.Family == FixFamily::Await;
    case FixChoice::Group:
      return F.Family == FixFamily::Group;
    case FixChoice::TrackedSet:
      return F.Family == FixFamily::TrackedSet;
    case FixChoice::None:
      return false;
    }
    return false;
  };
  const auto *It = llvm::find_if(Fixes, Chosen);
  if (It == Fixes.end())
    return std::nullopt;
  return It - Fixes.begin();
}

llvm::SmallVector<FixItHint, 5>
TaskCheck::editsOf(const Fix &F, const Report &R, bool Alone) const {
  const SourceManager &SM = Model->context().getSourceManager();
  // A member that is declared by a fix that is silenced would be missing.
  if (!Alone && !F.Shared.empty() && !Headers->mayShare(R.Loc, SM))
    return {};
  llvm::SmallVector<FixItHint, 5> Edits(F.Edits.begin(), F.Edits.end());
  for (const FixItHint &Edit : F.Shared)
    if (Headers->carries(Edit.RemoveRange.getBegin(), Alone))
      Edits.push_back(Edit);
  if (F.Include.empty())
    return Edits;
  const auto Library = llvm::find_if(
      Rows->libraries(), [&](const std::unique_ptr<catalogue::Library> &L) {
        return L->Id == R.Facts.Library;
      });
  ArrayRef<std::string> Roots;
  if (Library != Rows->libraries().end())
    Roots = (*Library)->Roots;
  if (auto Hint = Headers->add(F.IncludeAt.isValid() ? F.IncludeAt : R.Loc,
                               F.Include, Roots, Alone, SM))
    Edits.push_back(*Hint);
  return Edits;
}

void TaskCheck::report(Report R) {
  const SourceManager &SM = Model->context().getSourceManager();
  const SourceLocation Loc = SM.getFileLoc(R.Loc);
  if (isNotReported(R.Loc) || !Reported.insert(Loc).second)
    return;
  if (Opts.Fix == FixChoice::None)
    R.Fixes.clear();

  const std::optional<size_t> Best = preferred(R.Fixes);
  {
    auto Warning = diag(R.Loc, "%0") << R.Message << R.Range;
    if (Best && !fixesGoOnNotes())
      for (const FixItHint &Edit : editsOf(R.Fixes[*Best], R, /*Alone=*/false))
        Warning << Edit;
  }
  for (const Explanation &E : R.Notes)
    diag(E.Loc, "%0", DiagnosticIDs::Note) << E.Text;
  Finding &F = R.Facts;
  for (size_t I = 0; I < R.Fixes.size(); ++I) {
    F.Fixes.push_back(
        {R.Fixes[I].Title, R.Fixes[I].Tier, R.Fixes[I].Family, I == Best});
    if (I == Best && !fixesGoOnNotes())
      continue;
    auto Note = diag(R.Loc, "%0", DiagnosticIDs::Note) << R.Fixes[I].Title;
    for (const FixItHint &Edit : editsOf(R.Fixes[I], R, /*Alone=*/true))
      Note << Edit;
  }
  F.Check = getID().str();
  F.File = SM.getFilename(Loc).str();
  F.Offset = SM.getFileOffset(Loc);
  F.Message = R.Message;
  recordFinding(F);
}

} // namespace holdfast
