// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/UnitAction.h"

#include "driver/Collect.h"
#include "driver/NolintListener.h"
#include "driver/Plan.h"
#include "driver/PreludeGuard.h"
#include "driver/SystemBodies.h"
#include "driver/SystemIncludes.h"

#include "clang-tidy/ClangTidyModule.h"

#include "clang-tidy/ClangTidy.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/STLExtras.h"

namespace holdfast::driver {

using namespace clang;
using namespace clang::tidy;

namespace {

void note(CompilerInstance &Compiler, UnitReport &Report) {
  Report.Files = readFiles(Compiler.getSourceManager());
  Report.FindsRuntime =
      findsRuntime(Compiler.getPreprocessor().getHeaderSearchInfo());
}

std::unique_ptr<ASTConsumer> skipping(std::unique_ptr<ASTConsumer> Inner,
                                      SystemBodySkipper::Templates How,
                                      const UnitJob &Job,
                                      ClangTidyContext &Context,
                                      CompilerInstance &Compiler) {
  // Who asks for findings in system headers gets all of them.
  if (!Job.Settings.SkipBodies ||
      Context.getOptions().SystemHeaders.value_or(false))
    return Inner;
  return SystemBodySkipper::around(std::move(Inner), How, Compiler);
}

class ParseAction : public ASTFrontendAction {
public:
  /// \p Prelude: what the unit begins with; nullptr: nothing.
  ParseAction(const UnitJob &Job, const PreludeFacts *Prelude,
              ClangTidyContext &Context, UnitReport &Report)
      : Job(Job), Prelude(Prelude), Context(Context), Report(Report) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler,
                                                 StringRef File) override {
    if (Job.What == UnitJob::Kind::Verify) {
      Context.setSourceManager(&Compiler.getSourceManager());
      Context.setCurrentFile(File);
      Context.setASTContext(&Compiler.getASTContext());
      return skipping(std::make_unique<ASTConsumer>(),
                      SystemBodySkipper::Templates::Instantiate, Job, Context,
                      Compiler);
    }
    // A header that is not there, because it is generated, must not hide the
    // rest: after a fatal error clang instantiates no template.
    Compiler.getDiagnostics().setFatalsAsError(true);
    Context.setCurrentFile(File);
    ClangTidyASTConsumerFactory Factory(Context);
    listenForNolints(Compiler, Context, Factory.getCheckOptions(), Report);
    auto Checks = Factory.createASTConsumer(Compiler, File);
    if (Prelude) {
      Compiler.getPreprocessor().addPPCallbacks(guardPrelude(
          Compiler.getPreprocessor(), *Prelude, Report.Stats.Misfit));
      Checks = std::make_unique<OwnDeclarations>(
          std::move(Checks), /*Headers=*/!Prelude->Own.empty());
    }
    return skipping(std::move(Checks), SystemBodySkipper::Templates::Skip, Job,
                    Context, Compiler);
  }

  void EndSourceFileAction() override {
    note(getCompilerInstance(), Report);
    if (!Prelude)
      return;
    llvm::append_range(Report.Files, Prelude->Own);
    llvm::append_range(Report.Skipped, Prelude->Skipped);
  }

private:
  const UnitJob &Job;
  const PreludeFacts *Prelude;
  ClangTidyContext &Context;
  UnitReport &Report;
};

/// Writes a prelude and what must be known about it.
class PrecompileAction : public GeneratePCHAction {
public:
  PrecompileAction(const UnitJob &Job, ClangTidyContext &Context,
                   const Inputs &Asked)
      : Job(Job), Context(Context), Asked(Asked) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler,
                                                 StringRef File) override {
    collectIncludes(Compiler.getPreprocessor(), Facts);
    listenForSkippedLines(Compiler, Seen);
    auto Writer = GeneratePCHAction::CreateASTConsumer(Compiler, File);
    return Writer
               ? skipping(std::move(Writer), SystemBodySkipper::Templates::Skip,
                          Job, Context, Compiler)
               : nullptr;
  }

  void EndSourceFileAction() override {
    GeneratePCHAction::EndSourceFileAction();
    collectNames(getCompilerInstance().getPreprocessor(), Facts);
    if (Facts.AsksForPlace)
      return;
    for (ReadFile &F : readFiles(getCompilerInstance().getSourceManager()))
      if (F.File != realPath(getCurrentFile()))
        Facts.Own.push_back(std::move(F));
    Facts.Skipped = std::move(Seen.Skipped);
    Facts.Asked = Asked;
    (void)writeFacts(Job.Prelude, Facts); // without them nobody uses it
  }

private:
  const UnitJob &Job;
  ClangTidyContext &Context;
  const Inputs &Asked;
  PreludeFacts Facts;
  UnitReport Seen;
};

class ScanAction : public PreprocessOnlyAction {
public:
  explicit ScanAction(UnitReport &Report) : Report(Report) {}
  bool BeginSourceFileAction(CompilerInstance &Compiler) override {
    Compiler.getPreprocessor().addPPCallbacks(
        collectSystemIncludes(Compiler.getPreprocessor(), Report));
    return true;
  }
  void EndSourceFileAction() override { note(getCompilerInstance(), Report); }

private:
  UnitReport &Report;
};

} // namespace

std::unique_ptr<FrontendAction>
actionFor(const UnitJob &Job, const PreludeFacts *Prelude, const Inputs *Asked,
          ClangTidyContext &Context, UnitReport &Report) {
  switch (Job.What) {
  case UnitJob::Kind::Scan:
  case UnitJob::Kind::Survey:
    return std::make_unique<ScanAction>(Report);
  case UnitJob::Kind::Precompile:
    return std::make_unique<PrecompileAction>(Job, Context, *Asked);
  case UnitJob::Kind::Analyse:
  case UnitJob::Kind::Verify:
    return std::make_unique<ParseAction>(Job, Prelude, Context, Report);
  }
  llvm_unreachable("no such job");
}

} // namespace holdfast::driver
