// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/NolintListener.h"

#include "driver/Configuration.h"
#include "driver/Plan.h"

#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"

namespace holdfast::driver {

using namespace clang;

void NolintListener::HandleDiagnostic(DiagnosticsEngine::Level Level,
                                      const Diagnostic &Info) {
  // Afterwards the engine may have forgotten it.
  const unsigned Id = Info.getID();
  SourceLocation Loc = Info.getLocation();
  const unsigned Before = Context.getStats().ErrorsIgnoredNOLINT;
  ClangTidyDiagnosticConsumer::HandleDiagnostic(Level, Info);
  if (Context.getStats().ErrorsIgnoredNOLINT == Before ||
      !Info.hasSourceManager())
    return;
  const std::string Check = Context.getCheckName(Id);
  const SourceManager &SM = Info.getSourceManager();
  // A comment counts where the text is written, and wherever a macro brings it.
  while (Loc.isValid()) {
    const auto [File, Offset] = SM.getDecomposedSpellingLoc(Loc);
    if (const OptionalFileEntryRef Entry = SM.getFileEntryRefForID(File))
      Report.Silenced.push_back(
          {Check, realPath(Entry->getName()), SM.getLineNumber(File, Offset)});
    if (!Loc.isMacroID())
      break;
    Loc = SM.getImmediateExpansionRange(Loc).getBegin();
  }
}

namespace {

class SkippedLines : public PPCallbacks {
public:
  SkippedLines(const SourceManager &SM, UnitReport &Report)
      : SM(SM), Report(Report) {}

  void SourceRangeSkipped(SourceRange Range, SourceLocation) override {
    const FileID File = SM.getFileID(Range.getBegin());
    const OptionalFileEntryRef Entry = SM.getFileEntryRefForID(File);
    if (!Entry || SM.isInSystemHeader(Range.getBegin()) ||
        !SM.getBufferData(File).contains("NOLINT"))
      return;
    Report.Skipped.push_back({realPath(Entry->getName()),
                              SM.getSpellingLineNumber(Range.getBegin()),
                              SM.getSpellingLineNumber(Range.getEnd())});
  }

private:
  const SourceManager &SM;
  UnitReport &Report;
};

} // namespace

void listenForSkippedLines(CompilerInstance &Compiler, UnitReport &Report) {
  Compiler.getPreprocessor().addPPCallbacks(
      std::make_unique<SkippedLines>(Compiler.getSourceManager(), Report));
}

void listenForNolints(CompilerInstance &Compiler,
                      tidy::ClangTidyContext &Context,
                      const tidy::ClangTidyOptions::OptionMap &Options,
                      UnitReport &Report) {
  if (Compiler.getLangOpts().CPlusPlus11)
    for (const std::string &Check : allChecks()) {
      // A check of loops that reports none is as good as off.
      const auto Loops = Options.find(Check + ".Loops");
      const bool Off =
          Loops != Options.end() && Loops->getValue().Value == "off";
      if (Context.isCheckEnabled(Check) && !Off)
        Report.Checks.push_back(Check);
    }
  listenForSkippedLines(Compiler, Report);
}

} // namespace holdfast::driver
