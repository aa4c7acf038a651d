// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/TextReport.h"

#include "driver/ClangVersion.h"
#include "driver/Places.h"

#include "clang/Basic/DiagnosticIDs.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"

namespace holdfast::driver {

using namespace clang;

namespace {

/// The compiler's own printer, fed from plain data.
class Printer {
public:
  Printer(llvm::raw_ostream &OS, bool Colours)
      : Options(withColours(Colours)), Text(OS, Options),
        Engine(llvm::makeIntrusiveRefCnt<DiagnosticIDs>(), Options, &Text,
               /*ShouldOwnClient=*/false),
        Where(Engine) {
    LangOpts.CPlusPlus = true;
    Text.BeginSourceFile(LangOpts, nullptr);
  }
  ~Printer() { Text.EndSourceFile(); }

  void print(const Diagnosis &D) {
    std::string Name = D.Check;
    if (D.WarningAsError)
      Name += ",-warnings-as-errors";
    auto Level = D.IsError || D.WarningAsError ? DiagnosticsEngine::Error
                                               : DiagnosticsEngine::Warning;
    {
      unsigned Id = Engine.getDiagnosticIDs()->getCustomDiagID(
          static_cast<DiagnosticIDs::Level>(Level), "%0 [%1]");
      auto Builder = Engine.Report(Where.at(D.File, D.Offset), Id);
      Builder << D.Message << Name;
      mark(Builder, D.Ranges);
      if (const ProposedFix *Fix = D.preferredFix())
        show(Builder, D.File, D.Offset, Fix->Edits);
    }
    for (const Note &N : D.Notes) {
      unsigned Id =
          Engine.getDiagnosticIDs()->getCustomDiagID(DiagnosticIDs::Note, "%0");
      auto Builder = Engine.Report(Where.at(N.File, N.Offset), Id);
      Builder << N.Message;
      mark(Builder, N.Ranges);
      show(Builder, N.File, N.Offset, N.Edits);
    }
  }

private:
  static EngineOptions withColours(bool Colours) {
    EngineOptions O;
    O->ShowColors = Colours;
    return O;
  }

  void mark(DiagnosticBuilder &B, const std::vector<Range> &Ranges) {
    for (const Range &R : Ranges)
      B << Where.range(R);
  }

  /// Below the source line, only what happens in that line: the printer numbers
  /// its lines wrongly if an include far above takes part.
  void show(DiagnosticBuilder &B, const std::string &File, unsigned Offset,
            const std::vector<Edit> &Edits) {
    SourceLocation At = Where.at(File, Offset);
    if (At.isInvalid())
      return;
    const SourceManager &SM = Where.sources();
    unsigned Line = SM.getSpellingLineNumber(At);
    for (const Edit &E : Edits) {
      CharSourceRange R = Where.range(E.File, E.Offset, E.Length);
      if (R.isValid() && E.File == File &&
          SM.getSpellingLineNumber(R.getBegin()) == Line &&
          SM.getSpellingLineNumber(R.getEnd()) == Line)
        B << FixItHint::CreateReplacement(R, E.Text);
    }
  }

  EngineOptions Options;
  LangOptions LangOpts;
  TextDiagnosticPrinter Text;
  DiagnosticsEngine Engine;
  Places Where;
};

} // namespace

static void writeErrors(const RunResult &Result, Printer &Print,
                        llvm::raw_ostream &OS) {
  for (const UnitError &E : Result.Errors) {
    if (E.Kind == "compile")
      Print.print(E.What);
    else
      OS << E.What.File << ": error: " << E.What.Message << '\n';
  }
}

void writeErrors(const RunResult &Result, llvm::raw_ostream &OS, bool Colours) {
  Printer Print(OS, Colours);
  writeErrors(Result, Print, OS);
}

void writeText(const RunResult &Result, llvm::raw_ostream &OS, bool Colours) {
  Printer Print(OS, Colours);
  writeErrors(Result, Print, OS);
  for (const MergedFinding &F : Result.Findings)
    Print.print(F.What);
}

} // namespace holdfast::driver
