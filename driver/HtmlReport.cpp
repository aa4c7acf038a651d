// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/HtmlReport.h"

#include "driver/Explain.h"
#include "driver/Facets.h"
#include "driver/HtmlFinding.h"
#include "driver/Markup.h"
#include "driver/Severity.h"

#include "fmt/format.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Base64.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SHA256.h"

namespace holdfast::driver {

namespace {

struct Asset {
  llvm::StringLiteral Name;
  llvm::StringLiteral Text;
};

// Written by embed.cmake from driver/html/.
const Asset Style[] = {
#include "HtmlStyle.inc"
};
const Asset Script[] = {
#include "HtmlScript.inc"
};

/// No more findings than these are open from the beginning.
constexpr size_t OpenFindings = 25;

} // namespace

static std::string plural(size_t Count, llvm::StringRef Word) {
  return fmt::format("{} {}{}", Count, Word.str(), Count == 1 ? "" : "s");
}

/// Nothing may be loaded, and no script may run but the page's own: were a name
/// in the code base ever written without its escapes, it would still be text.
static std::string policy() {
  const auto Hash =
      llvm::SHA256::hash(llvm::arrayRefFromStringRef<uint8_t>(Script->Text));
  return fmt::format("default-src 'none'; base-uri 'none'; form-action 'none'; "
                     "img-src data:; style-src 'unsafe-inline'; "
                     "script-src 'sha256-{}'",
                     llvm::encodeBase64(Hash));
}

static size_t filesWithFindings(const RunResult &Result) {
  std::set<std::string> Files;
  for (const MergedFinding &F : Result.Findings)
    Files.insert(F.File);
  return Files.size();
}

static void writeErrors(const RunResult &Result, const Plan &P,
                        llvm::raw_ostream &OS) {
  OS << fmt::format(
      R"(<details class="errors" id="errors"{}><summary>{} of {} could not be )"
      "analysed, or not fully: what is wrong there is not in this report"
      "</summary>\n<ul>\n",
      Result.Errors.size() <= OpenFindings ? " open" : "", Result.Broken.size(),
      plural(P.Units.size(), "translation unit"));
  for (const UnitError &E : Result.Errors) {
    const std::string Unit = shownPath(realPath(P.Units[E.Unit].File), P.Root);
    std::string Place =
        E.What.File.empty() ? Unit : shownPath(realPath(E.What.File), P.Root);
    const bool Elsewhere = Place != Unit;
    if (E.What.Line)
      Place += fmt::format(":{}:{}", E.What.Line, E.What.Column);
    OS << fmt::format(
        R"(<li><span class="tag critical">{}</span> <code>{}</code> {})",
        markup(E.Kind), markup(Place), markup(E.What.Message));
    if (Elsewhere)
      OS << fmt::format(R"( <span class="unit">in <code>{}</code></span>)",
                        markup(Unit));
    OS << "</li>\n";
  }
  OS << "</ul></details>\n";
}

/// A bar and its legend: how much of each severity.
static void writeScale(const RunResult &Result, llvm::raw_ostream &OS) {
  constexpr std::pair<llvm::StringLiteral, llvm::StringLiteral> Rows[] = {
      {"critical", "fatal: the process ends or memory is overwritten"},
      {"major", "lost work"},
      {"minor", "unowned, blocking or leaking"}};
  std::string Bar, Legend;
  for (const auto &[Severity, Words] : Rows) {
    const size_t Count =
        llvm::count_if(Result.Findings, [&](const MergedFinding &F) {
          return severity(F.What) == Severity;
        });
    if (!Count)
      continue;
    Bar += fmt::format(R"(<span class="{}" style="flex:{}"></span>)",
                       Severity.str(), Count);
    Legend += fmt::format(R"(<li class="{}"><b>{}</b> {}</li>)", Severity.str(),
                          Count, Words.str());
  }
  OS << R"(<div class="scale" aria-hidden="true">)" << Bar
     << "</div>\n<ul class=\"legend\">" << Legend << "</ul>\n";
}

static void writeOverview(const RunResult &Result, const Plan &P,
                          llvm::raw_ostream &OS) {
  const size_t Count = Result.Findings.size();
  const size_t Repaired =
      llvm::count_if(Result.Findings, [](const MergedFinding &F) {
        return F.What.preferredFix() != nullptr;
      });
  OS << R"(<section class="overview" aria-label="summary"><h2>)";
  if (Count)
    OS << fmt::format("{} in {}", plural(Count, "finding"),
                      plural(filesWithFindings(Result), "file"));
  else
    OS << (Result.Errors.empty() ? "Nothing found"
                                 : "Nothing found in what could be analysed");
  OS << fmt::format("</h2>\n<p>{} analysed",
                    plural(P.Units.size(), "translation unit"));
  if (Count)
    OS << fmt::format("; <code>holdfast fix</code> has a fix for {}", Repaired);
  OS << "</p>\n";
  if (Count)
    writeScale(Result, OS);
  if (!Result.Errors.empty())
    writeErrors(Result, P, OS);
  OS << "</section>\n";
}

static void writeFindings(const RunResult &Result, const Plan &P,
                          Sources &Texts, llvm::raw_ostream &OS) {
  HtmlFindings Writer(P, Texts, OS);
  llvm::ArrayRef<MergedFinding> Rest = Result.Findings;
  while (!Rest.empty()) {
    const MergedFinding &First = Rest.front();
    const auto OfFile = Rest.take_while(
        [&](const MergedFinding &F) { return F.File == First.File; });
    Rest = Rest.drop_front(OfFile.size());
    const std::string Folder = folderOf(First);
    OS << fmt::format(
        R"(<section class="file"><h2><span><span class="folder">{}</span>{})"
        R"(</span><span class="count">{}</span></h2>)"
        "\n",
        markup(Folder == "." ? "" : Folder + "/"),
        markup(llvm::sys::path::filename(First.ShownFile)),
        plural(OfFile.size(), "finding"));
    for (const MergedFinding &F : OfFile)
      Writer.write(F, Result.Findings.size() <= OpenFindings);
    OS << "</section>\n";
  }
}

static void writeChecks(const RunResult &Result, llvm::raw_ostream &OS) {
  std::set<std::string> Checks;
  for (const MergedFinding &F : Result.Findings)
    Checks.insert(F.What.Check);
  OS << R"(<section class="checks">)";
  if (!Checks.empty()) {
    OS << "<h2>The checks</h2>\n<dl>\n";
    for (const std::string &Check : Checks)
      OS << fmt::format("<dt>{}</dt><dd>{}</dd>\n", markup(Check),
                        markup(summaryOf(Check)));
    OS << "</dl>\n";
  }
  OS << "<footer>Written by holdfast " HOLDFAST_VERSION
        ". <code>holdfast explain CHECK</code> prints all about a check."
        "</footer></section>\n";
}

void writeHtml(const RunResult &Result, const Plan &P, Sources &Texts,
               llvm::raw_ostream &OS) {
  OS << fmt::format(R"html(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>holdfast: {}</title>
<style>
{}</style>
</head>
<body>
<a class="skip" href="#findings">To the findings</a>
<header class="bar"><h1>holdfast</h1>
<input class="script" id="search" type="search" placeholder="Search findings and source ( / )" aria-label="search" autocomplete="off" spellcheck="false">
<span class="shown script" id="shown" role="status"></span>
<button type="button" class="plain script" id="reset" hidden>Clear filters</button>
<span class="end script"><button type="button" class="plain" id="toggle">Open or close all</button>
<button type="button" class="plain" id="help" aria-label="keys">?</button></span>
</header>
<main>
)html",
                    policy(), plural(Result.Findings.size(), "finding"),
                    Style->Text.str());
  writeOverview(Result, P, OS);
  if (!Result.Findings.empty()) {
    OS << R"(<div class="columns"><nav class="facets" aria-label="filters">)"
       << '\n';
    writeFacets(Result, OS);
    OS << R"(</nav><div id="findings">)" << '\n';
    writeFindings(Result, P, Texts, OS);
    OS << R"(<div class="empty" id="nothing" hidden><h2>No finding matches</h2>
<p>Take a filter away, or search for less.</p>
<button type="button" class="plain" id="reset-too">Clear filters</button></div>
</div></div>
)";
  } else {
    OS << R"(<div id="findings"></div><div id="nothing" hidden></div>)" << '\n';
  }
  OS << "</main>\n";
  writeChecks(Result, OS);
  OS << R"(<dialog id="keys"><h2>Keys</h2><ul>
<li><span><kbd>/</kbd></span>search</li>
<li><span><kbd>j</kbd> <kbd>k</kbd></span>next and previous finding</li>
<li><span><kbd>Enter</kbd></span>open or close it</li>
<li><span><kbd>e</kbd></span>open or close all</li>
<li><span><kbd>r</kbd></span>clear the filters</li>
<li><span><kbd>Esc</kbd></span>close this</li>
</ul></dialog>
<script>)"
     << Script->Text << "</script>\n</body>\n</html>\n";
}

} // namespace holdfast::driver
