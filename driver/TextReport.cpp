// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/TextReport.h"

#include "clang/Basic/DiagnosticIDs.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"

namespace holdfast::driver {

using namespace clang;

namespace {

/// The compiler's own printer, fed from plain data.
class Printer {
public:
  Printer(llvm::raw_ostream &OS, bool Colours)
      : Options(options(Colours)), Text(OS, Options),
        Engine(DiagnosticIDs::create(), Options, &Text,
               /*ShouldOwnClient=*/false),
        Files(FileSystemOptions()), SM(Engine, Files) {
    LangOpts.CPlusPlus = true;
    Engine.setSourceManager(&SM);
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
      auto Builder = Engine.Report(place(D.File, D.Offset), Id);
      Builder << D.Message << Name;
      mark(Builder, D.Ranges);
      if (const ProposedFix *Fix = D.preferredFix())
        show(Builder, D.File, D.Offset, Fix->Edits);
    }
    for (const Note &N : D.Notes) {
      unsigned Id =
          Engine.getDiagnosticIDs()->getCustomDiagID(DiagnosticIDs::Note, "%0");
      auto Builder = Engine.Report(place(N.File, N.Offset), Id);
      Builder << N.Message;
      mark(Builder, N.Ranges);
      show(Builder, N.File, N.Offset, N.Edits);
    }
  }

private:
  static DiagnosticOptions options(bool Colours) {
    DiagnosticOptions O;
    O.ShowColors = Colours;
    return O;
  }

  SourceLocation place(const std::string &File, unsigned Offset) {
    if (File.empty())
      return SourceLocation();
    auto Entry = Files.getOptionalFileRef(File);
    if (!Entry)
      return SourceLocation();
    FileID Id = SM.getOrCreateFileID(*Entry, SrcMgr::C_User);
    return SM.getLocForStartOfFile(Id).getLocWithOffset(Offset);
  }

  CharSourceRange range(const std::string &File, unsigned Offset,
                        unsigned Length) {
    SourceLocation Begin = place(File, Offset);
    if (Begin.isInvalid())
      return CharSourceRange();
    return CharSourceRange::getCharRange(Begin, Begin.getLocWithOffset(Length));
  }

  void mark(DiagnosticBuilder &B, const std::vector<Range> &Ranges) {
    for (const Range &R : Ranges)
      B << range(R.File, R.Offset, R.Length);
  }

  /// Below the source line, only what happens in that line: the printer numbers
  /// its lines wrongly if an include far above takes part.
  void show(DiagnosticBuilder &B, const std::string &File, unsigned Offset,
            const std::vector<Edit> &Edits) {
    SourceLocation At = place(File, Offset);
    if (At.isInvalid())
      return;
    unsigned Line = SM.getSpellingLineNumber(At);
    for (const Edit &E : Edits) {
      CharSourceRange R = range(E.File, E.Offset, E.Length);
      if (R.isValid() && E.File == File &&
          SM.getSpellingLineNumber(R.getBegin()) == Line &&
          SM.getSpellingLineNumber(R.getEnd()) == Line)
        B << FixItHint::CreateReplacement(R, E.Text);
    }
  }

  DiagnosticOptions Options;
  LangOptions LangOpts;
  TextDiagnosticPrinter Text;
  DiagnosticsEngine Engine;
  FileManager Files;
  SourceManager SM;
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
