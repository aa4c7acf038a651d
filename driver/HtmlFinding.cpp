// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/HtmlFinding.h"

#include "driver/Diff.h"
#include "driver/HtmlDiff.h"
#include "driver/Markup.h"
#include "driver/Patch.h"
#include "driver/Severity.h"

#include "fmt/format.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Path.h"

namespace holdfast::driver {

std::string folderOf(const MergedFinding &F) {
  const llvm::StringRef Folder = llvm::sys::path::parent_path(F.ShownFile);
  return Folder.empty() ? "." : Folder.str();
}

std::string repairOf(const MergedFinding &F) {
  const std::vector<ProposedFix> &Fixes = F.What.Fixes;
  if (const ProposedFix *Fix = F.What.preferredFix())
    return Fix->Family;
  if (Fixes.empty())
    return "none known";
  return llvm::all_of(Fixes,
                      [](const ProposedFix &Fix) { return Fix.Edits.empty(); })
             ? "by hand"
             : "to be chosen";
}

/// What a tier promises.
static llvm::StringRef promise(llvm::StringRef Tier) {
  return llvm::StringSwitch<llvm::StringRef>(Tier)
      .Case("safe", "the happy path stays as it is")
      .Case("suggest", "it changes order or lifetime")
      .Default("text for a person");
}

static std::string tag(llvm::StringRef Class, llvm::StringRef Words,
                       llvm::StringRef Title = "") {
  std::string More =
      Title.empty() ? "" : fmt::format(R"( title="{}")", markup(Title));
  return fmt::format(R"(<span class="tag {}"{}>{}</span>)", Class.str(), More,
                     markup(Words));
}

static void fact(llvm::raw_ostream &OS, llvm::StringRef Name,
                 llvm::StringRef Value) {
  if (!Value.empty())
    OS << fmt::format("<div><dt>{}</dt><dd><code>{}</code></dd></div>",
                      Name.str(), markup(Value));
}

std::string HtmlFindings::shown(const std::string &File) const {
  return shownPath(realPath(File), P.Root);
}

const SourceView *HtmlFindings::view(const std::string &File) {
  const std::string *Content = Texts.content(File);
  if (!Content)
    return nullptr;
  return &Views.try_emplace(realPath(File), *Content).first->second;
}

void HtmlFindings::write(const MergedFinding &F, bool Open) {
  const Diagnosis &D = F.What;
  const llvm::StringRef Consequence =
      D.Consequence.empty() ? "unknown" : llvm::StringRef(D.Consequence);
  const std::string Place = fmt::format("{}:{}", D.Line, D.Column);
  const bool HasWay =
      llvm::any_of(D.steps(), [](const Note *N) { return !N->File.empty(); });
  OS << fmt::format(
      R"(<details class="finding {}" data-fingerprint="{}" data-check="{}" )"
      R"(data-consequence="{}" data-library="{}" data-repair="{}" )"
      R"(data-directory="{}"{}>)"
      "\n"
      R"(<summary id="f-{}"><h3>{}{}</h3>)"
      R"(<a class="link" href="#f-{}" title="link to this finding">#</a>)"
      R"(<div class="meta">{}<span class="mono">{}</span>)"
      "<span>line {}</span></div></summary>\n<div class=\"body\">\n",
      severity(D).str(), markup(F.Fingerprint), markup(D.Check),
      markup(Consequence), markup(D.Library.empty() ? "unknown" : D.Library),
      markup(repairOf(F)), markup(folderOf(F)), Open ? " open" : "",
      markup(F.Fingerprint), HasWay ? R"(<b class="number">1</b> )" : "",
      markup(D.Message), markup(F.Fingerprint), tag(severity(D), Consequence),
      markup(D.Check), Place);
  writeFacts(D);
  writeSource(D);
  for (const ProposedFix &Fix : D.Fixes)
    writeFix(F, Fix);
  OS << "</div>\n</details>\n";
}

void HtmlFindings::writeFacts(const Diagnosis &D) {
  OS << R"(<dl class="facts">)";
  fact(OS, "function", D.Function);
  fact(OS, "type", D.Type);
  fact(OS, "library", D.Library);
  fact(OS, "its error", D.ErrorFate);
  OS << "</dl>\n";
}

void HtmlFindings::writeSource(const Diagnosis &D) {
  llvm::MapVector<std::string, std::vector<Step>,
                  std::map<std::string, unsigned>>
      ByFile;
  std::vector<std::string> Placeless;
  unsigned Number = 1;
  auto Add = [&](const std::string &File, unsigned Offset,
                 const std::vector<Range> &Ranges, std::string Message) {
    if (File.empty()) {
      Placeless.push_back(std::move(Message));
      return;
    }
    Step S{Number++, Offset, {}, std::move(Message)};
    llvm::copy_if(Ranges, std::back_inserter(S.Marked),
                  [&](const Range &R) { return R.File == File; });
    ByFile[realPath(File)].push_back(std::move(S));
  };
  // Its sentence is above.
  if (!D.File.empty())
    Add(D.File, D.Offset, D.Ranges, "");
  for (const Note *N : D.steps())
    Add(N->File, N->Offset, N->Ranges, N->Message);
  // A single step needs no number.
  if (Number == 2)
    ByFile.begin()->second.front().Number = 0;

  for (const auto &[File, Steps] : ByFile) {
    OS << fmt::format("<figure><figcaption>{}</figcaption>\n",
                      markup(shown(File)));
    if (const SourceView *View = view(File))
      View->write(Steps, OS);
    else
      OS << "<p>The file can no longer be read.</p>\n";
    OS << "</figure>\n";
  }
  for (const std::string &Words : Placeless)
    OS << "<p>" << markup(Words) << "</p>\n";
}

void HtmlFindings::writeFix(const MergedFinding &F, const ProposedFix &Fix) {
  if (Fix.Edits.empty()) {
    OS << fmt::format(R"(<p class="fix advice">By hand: {}</p>)"
                      "\n",
                      markup(Fix.Title));
    return;
  }
  const std::string Tags =
      tag("", Fix.Family) + tag(Fix.Tier, Fix.Tier, promise(Fix.Tier));
  if (Fix.Preferred) {
    OS << fmt::format(R"(<div class="fix preferred"><h4>Fix: {} {}</h4>)"
                      "\n",
                      markup(Fix.Title), Tags);
    writeDiff(F, Fix);
    OS << "</div>\n";
    return;
  }
  OS << fmt::format(R"(<details class="fix"><summary>Or: {} {}</summary>)"
                    "\n",
                    markup(Fix.Title), Tags);
  writeDiff(F, Fix);
  OS << "</details>\n";
}

void HtmlFindings::writeDiff(const MergedFinding &F, const ProposedFix &Fix) {
  // As `holdfast fix` would write it alone.
  for (const auto &[File, Edits] : finalEdits(plannedFix(F, Fix), Texts))
    if (const std::string *Content = Texts.content(File))
      writeHtmlDiff(unifiedDiff(shown(File), *Content, Edits), OS);
}

} // namespace holdfast::driver
