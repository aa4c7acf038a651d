// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/CiReports.h"

#include "driver/Markup.h"
#include "driver/Severity.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"

namespace holdfast::driver {

namespace json = llvm::json;

/// Where an error of the analysis is: its own file, or that of its unit.
static std::string errorFile(const UnitError &E, const Plan &P) {
  return shownPath(
      realPath(E.What.File.empty() ? P.Units[E.Unit].File : E.What.File),
      P.Root);
}

/// Escapes the data of a workflow command; in a property, its separators too.
static std::string command(llvm::StringRef Text, bool Property) {
  std::string Out;
  for (char C : Text) {
    if (C == '%' || C == '\r' || C == '\n' ||
        (Property && (C == ':' || C == ',')))
      Out += "%" + llvm::utohexstr(static_cast<unsigned char>(C),
                                   /*LowerCase=*/false, 2);
    else
      Out += C;
  }
  return Out;
}

static void writeCommand(llvm::StringRef Level, llvm::StringRef File,
                         const Diagnosis &D, llvm::StringRef Title,
                         llvm::raw_ostream &OS) {
  OS << "::" << Level << " file=" << command(File, true);
  if (D.Line)
    OS << ",line=" << D.Line << ",col=" << D.Column;
  OS << ",title=" << command(Title, true) << "::" << command(D.Message, false)
     << '\n';
}

void writeGitHub(const RunResult &Result, const Plan &P,
                 llvm::raw_ostream &OS) {
  for (const UnitError &E : Result.Errors)
    writeCommand("error", errorFile(E, P), E.What, "holdfast: " + E.Kind, OS);
  for (const MergedFinding &F : Result.Findings)
    writeCommand(F.What.WarningAsError ? "error" : "warning", F.ShownFile,
                 F.What, F.What.Check, OS);
}

static void writeIssue(json::OStream &J, llvm::StringRef Check,
                       llvm::StringRef Message, llvm::StringRef Fingerprint,
                       llvm::StringRef Severity, llvm::StringRef File,
                       unsigned Line) {
  J.object([&] {
    J.attribute("description", json::fixUTF8(Message));
    J.attribute("check_name", Check);
    J.attribute("fingerprint", Fingerprint);
    J.attribute("severity", Severity);
    J.attributeObject("location", [&] {
      J.attribute("path", json::fixUTF8(File));
      J.attributeObject("lines",
                        [&] { J.attribute("begin", std::max(1u, Line)); });
    });
  });
}

void writeGitLab(const RunResult &Result, const Plan &P,
                 llvm::raw_ostream &OS) {
  json::OStream J(OS, /*IndentSize=*/2);
  J.array([&] {
    for (const UnitError &E : Result.Errors) {
      const std::string File = errorFile(E, P);
      writeIssue(J, "holdfast-" + E.Kind, E.What.Message,
                 hashOf(llvm::join_items('\0', E.Kind, File, E.What.Message)),
                 "blocker", File, E.What.Line);
    }
    for (const MergedFinding &F : Result.Findings)
      writeIssue(J, F.What.Check, F.What.Message, F.Fingerprint,
                 severity(F.What), F.ShownFile, F.What.Line);
  });
  OS << '\n';
}

static void writeCase(llvm::raw_ostream &OS, llvm::StringRef Name,
                      llvm::StringRef Class, llvm::StringRef File,
                      unsigned Line, llvm::StringRef Outcome,
                      const Diagnosis *D) {
  OS << "    <testcase name=\"" << markup(Name) << "\" classname=\""
     << markup(Class) << "\" file=\"" << markup(File) << '"';
  if (Line)
    OS << " line=\"" << Line << '"';
  if (!D) {
    OS << "/>\n";
    return;
  }
  OS << ">\n      <" << Outcome << " type=\"" << markup(Class)
     << "\" message=\"" << markup(D->Message) << "\">";
  OS << markup(File);
  if (D->Line)
    OS << ':' << D->Line << ':' << D->Column;
  OS << ": " << markup(D->Message);
  for (const ProposedFix &F : D->Fixes)
    OS << "\nfix: " << markup(F.Title);
  OS << "</" << Outcome << ">\n    </testcase>\n";
}

void writeJUnit(const RunResult &Result, const Plan &P, llvm::raw_ostream &OS) {
  const size_t Sound = P.Units.size() - Result.Broken.size();
  OS << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
     << "  <testsuite name=\"holdfast\" tests=\""
     << Sound + Result.Findings.size() + Result.Errors.size()
     << "\" failures=\"" << Result.Findings.size() << "\" errors=\""
     << Result.Errors.size() << "\">\n";
  for (auto [I, U] : llvm::enumerate(P.Units))
    if (!llvm::is_contained(Result.Broken, I)) {
      const std::string File = shownPath(realPath(U.File), P.Root);
      writeCase(OS, File, "holdfast", File, 0, "", nullptr);
    }
  for (const UnitError &E : Result.Errors) {
    const std::string File = errorFile(E, P);
    writeCase(OS, File, "holdfast-" + E.Kind, File, E.What.Line, "error",
              &E.What);
  }
  for (const MergedFinding &F : Result.Findings)
    writeCase(OS, F.ShownFile + ":" + std::to_string(F.What.Line), F.What.Check,
              F.ShownFile, F.What.Line, "failure", &F.What);
  OS << "  </testsuite>\n</testsuites>\n";
}

} // namespace holdfast::driver
