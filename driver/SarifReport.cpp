// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/SarifReport.h"

#include "driver/ClangVersion.h"
#include "driver/Explain.h"
#include "driver/Places.h"
#include "driver/SarifVersion.h"

#include "clang/Basic/DiagnosticIDs.h"
#include "llvm/Support/JSON.h"

namespace holdfast::driver {

using namespace clang;
namespace json = llvm::json;

namespace {

constexpr llvm::StringLiteral SourceRoot = "SRCROOT";

class Writer {
public:
  Writer(const RunResult &Result, const Plan &P, Sources &Texts)
      : Result(Result), Texts(Texts),
        Engine(llvm::makeIntrusiveRefCnt<DiagnosticIDs>(), Options),
        Where(Engine), Document(Where.sources()),
        RootUri(fileUri(P.Root) + "/") {}

  json::Object write() {
    Document.createRun("holdfast", "holdfast, dropped task handles in C++",
                       HOLDFAST_VERSION);
    for (const MergedFinding &F : Result.Findings)
      addRule(F.What.Check);
    for (const MergedFinding &F : Result.Findings)
      add(F);
    Document.endRun();
    json::Object Whole = Document.createDocument();
    complete(*Whole.getArray("runs")->front().getAsObject());
    json::Value Relative(std::move(Whole));
    makeRelative(Relative);
    return std::move(*Relative.getAsObject());
  }

private:
  void addRule(const std::string &Check) {
    if (Rules.count(Check))
      return;
    Rules[Check] = Document.createRule(
        SarifRule::create().setRuleId(Check).setName(Check).setDescription(
            summaryOf(Check)));
  }

  void add(const MergedFinding &F) {
    const Diagnosis &D = F.What;
    SarifResult R =
        SarifResult::create(Rules[D.Check])
            .setRuleId(D.Check)
            .setDiagnosticMessage(json::fixUTF8(D.Message))
            .setDiagnosticLevel(D.WarningAsError ? SarifResultLevel::Error
                                                 : SarifResultLevel::Warning);
    CharSourceRange Place = D.Ranges.empty() ? Where.range(D.File, D.Offset, 0)
                                             : Where.range(D.Ranges.front());
    if (Place.isValid())
      R = locate(R, Place);
    std::vector<ThreadFlow> Steps;
    for (const Note *N : D.steps())
      if (CharSourceRange At = Where.range(N->File, N->Offset, 0); At.isValid())
        Steps.push_back(ThreadFlow::create()
                            .setRange(At)
                            .setImportance(ThreadFlowImportance::Essential)
                            .setMessage(json::fixUTF8(N->Message)));
    if (!Steps.empty())
      R = R.setThreadFlows(Steps);
    Document.appendResult(R);
  }

  /// What clang's writers have no words for, or only that of clang 22.
  void complete(json::Object &Run) {
    json::Array &Results = *Run.getArray("results");
    for (auto [Value, Finding] : llvm::zip_equal(Results, Result.Findings)) {
      json::Object &Row = *Value.getAsObject();
      Row["partialFingerprints"] =
          json::Object{{"holdfast/v1", Finding.Fingerprint}};
      json::Array Fixes;
      for (const ProposedFix &F : Finding.What.Fixes)
        if (std::optional<json::Object> Whole = fix(F))
          Fixes.push_back(std::move(*Whole));
      if (!Fixes.empty())
        Row["fixes"] = std::move(Fixes);
    }
    json::Array Notifications;
    for (const UnitError &E : Result.Errors)
      Notifications.push_back(notification(E));
    json::Object Invocation{{"executionSuccessful", Result.Errors.empty()}};
    if (!Notifications.empty())
      Invocation["toolExecutionNotifications"] = std::move(Notifications);
    Run["invocations"] = json::Array{std::move(Invocation)};
    Run["originalUriBaseIds"] =
        json::Object{{SourceRoot, json::Object{{"uri", RootUri}}}};
    // Clang's manual.
    Run.getObject("tool")->getObject("driver")->erase("informationUri");
  }

  /// nullopt: it has no edits, or a file that it changes is gone.
  std::optional<json::Object> fix(const ProposedFix &F) {
    if (F.Edits.empty())
      return std::nullopt;
    std::map<std::string, json::Array> ByFile;
    for (const Edit &E : F.Edits) {
      const std::string *Content = Texts.content(E.File);
      if (!Content)
        return std::nullopt;
      json::Object Change{
          {"deletedRegion", region(*Content, E.Offset, E.Length)}};
      if (!E.Text.empty())
        Change["insertedContent"] =
            json::Object{{"text", json::fixUTF8(E.Text)}};
      ByFile[realPath(E.File)].push_back(std::move(Change));
    }
    json::Array Changes;
    for (auto &[File, Replacements] : ByFile)
      Changes.push_back(
          json::Object{{"artifactLocation", location(File)},
                       {"replacements", std::move(Replacements)}});
    return json::Object{
        {"description", json::Object{{"text", json::fixUTF8(F.Title)}}},
        {"artifactChanges", std::move(Changes)}};
  }

  json::Object notification(const UnitError &E) {
    json::Object N{
        {"level", "error"},
        {"message", json::Object{{"text", json::fixUTF8(E.What.Message)}}}};
    if (E.What.File.empty())
      return N;
    json::Object Place{{"artifactLocation", location(realPath(E.What.File))}};
    if (E.What.Line)
      if (const std::string *Content = Texts.content(E.What.File))
        Place["region"] = region(*Content, E.What.Offset, 0);
    N["locations"] =
        json::Array{json::Object{{"physicalLocation", std::move(Place)}}};
    return N;
  }

  static json::Object location(const std::string &File) {
    return json::Object{{"uri", fileUri(File)}};
  }

  /// Columns count code points, as clang's writer says in `columnKind`.
  static json::Object region(llvm::StringRef Content, unsigned Offset,
                             unsigned Length) {
    auto At = [&](unsigned Offset) {
      auto [Line, Column] = lineAndColumn(Content, Offset);
      unsigned Points = 1;
      for (char C : Content.slice(Offset - (Column - 1), Offset))
        Points += (static_cast<unsigned char>(C) & 0xC0) != 0x80;
      return std::pair(Line, Points);
    };
    auto [Line, Column] = At(Offset);
    auto [EndLine, EndColumn] = At(Offset + Length);
    return json::Object{{"startLine", Line},
                        {"startColumn", Column},
                        {"endLine", EndLine},
                        {"endColumn", EndColumn}};
  }

  /// Makes every `uri` below the root relative to it.
  void makeRelative(json::Value &V) {
    if (json::Array *A = V.getAsArray())
      for (json::Value &Item : *A)
        makeRelative(Item);
    json::Object *O = V.getAsObject();
    if (!O)
      return;
    for (auto &Member : *O)
      makeRelative(Member.second);
    auto Uri = O->getString("uri");
    if (!Uri || *Uri == RootUri || !Uri->starts_with(RootUri))
      return;
    (*O)["uri"] = Uri->drop_front(RootUri.size()).str();
    (*O)["uriBaseId"] = SourceRoot;
  }

  const RunResult &Result;
  Sources &Texts;
  EngineOptions Options;
  DiagnosticsEngine Engine;
  Places Where;
  SarifDocumentWriter Document;
  std::string RootUri;
  std::map<std::string, size_t> Rules;
};

} // namespace

void writeSarif(const RunResult &Result, const Plan &P, Sources &Texts,
                llvm::raw_ostream &OS) {
  OS << llvm::formatv("{0:2}", json::Value(Writer(Result, P, Texts).write()))
     << '\n';
}

} // namespace holdfast::driver
