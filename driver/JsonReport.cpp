// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/JsonReport.h"

#include "driver/Shard.h"

#include "llvm/Support/JSON.h"

namespace holdfast::driver {

namespace json = llvm::json;

static std::string utf8(llvm::StringRef Text) {
  return json::isUTF8(Text) ? Text.str() : json::fixUTF8(Text);
}

static void writeFix(const ProposedFix &F, const Plan &P, json::OStream &J) {
  J.object([&] {
    J.attribute("title", utf8(F.Title));
    J.attribute("tier", F.Tier);
    J.attribute("family", F.Family);
    J.attribute("preferred", F.Preferred);
    J.attributeArray("edits", [&] {
      for (const Edit &E : F.Edits)
        J.object([&] {
          J.attribute("file", utf8(shownPath(realPath(E.File), P.Root)));
          J.attribute("offset", E.Offset);
          J.attribute("length", E.Length);
          J.attribute("text", utf8(E.Text));
        });
    });
  });
}

static void writeNote(const Note &N, const Plan &P, Sources &Texts,
                      json::OStream &J) {
  unsigned Line = 0, Column = 0;
  if (const std::string *Content =
          N.File.empty() ? nullptr : Texts.content(N.File))
    std::tie(Line, Column) = lineAndColumn(*Content, N.Offset);
  J.object([&] {
    J.attribute("file", N.File.empty()
                            ? ""
                            : utf8(shownPath(realPath(N.File), P.Root)));
    J.attribute("line", Line);
    J.attribute("column", Column);
    J.attribute("message", utf8(N.Message));
  });
}

static void writeFinding(const MergedFinding &F, const Plan &P, Sources &Texts,
                         json::OStream &J) {
  const Diagnosis &D = F.What;
  J.object([&] {
    J.attribute("check", D.Check);
    J.attribute("file", utf8(F.ShownFile));
    J.attribute("line", D.Line);
    J.attribute("column", D.Column);
    J.attribute("message", utf8(D.Message));
    J.attribute("function", utf8(D.Function));
    J.attribute("type", utf8(D.Type));
    J.attribute("library", utf8(D.Library));
    J.attribute("consequence", D.Consequence);
    J.attribute("errors", D.ErrorFate);
    J.attribute("fingerprint", F.Fingerprint);
    J.attributeArray("notes", [&] {
      for (const Note *N : D.steps())
        writeNote(*N, P, Texts, J);
    });
    J.attributeArray("fixes", [&] {
      for (const ProposedFix &Fix : D.Fixes)
        writeFix(Fix, P, J);
    });
  });
}

static void writeError(const UnitError &E, const Plan &P, json::OStream &J) {
  J.object([&] {
    J.attribute("kind", E.Kind);
    J.attribute("unit",
                utf8(shownPath(realPath(P.Units[E.Unit].File), P.Root)));
    J.attribute("file", E.What.File.empty()
                            ? ""
                            : utf8(shownPath(realPath(E.What.File), P.Root)));
    J.attribute("line", E.What.Line);
    J.attribute("column", E.What.Column);
    J.attribute("message", utf8(E.What.Message));
  });
}

void writeJson(const RunResult &Result, const Plan &P, Sources &Texts,
               llvm::raw_ostream &OS) {
  json::OStream J(OS, /*IndentSize=*/2);
  J.object([&] {
    J.attribute("version", 1);
    J.attributeArray("findings", [&] {
      for (const MergedFinding &F : Result.Findings)
        writeFinding(F, P, Texts, J);
    });
    J.attributeArray("errors", [&] {
      for (const UnitError &E : Result.Errors)
        writeError(E, P, J);
    });
    J.attributeObject("stats", [&] {
      J.attribute("units", static_cast<int64_t>(P.Units.size()));
      J.attribute("unitsWithErrors",
                  static_cast<int64_t>(Result.Broken.size()));
      J.attribute("findings", static_cast<int64_t>(Result.Findings.size()));
      J.attribute("skippedUnits", static_cast<int64_t>(Result.NotParsed));
    });
    if (P.Part)
      J.attribute("shard", shardRecord(P, Result));
  });
  OS << '\n';
}

} // namespace holdfast::driver
