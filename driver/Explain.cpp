// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Explain.h"

#include "driver/Check.h"
#include "driver/Configuration.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

namespace holdfast::driver {

namespace {

struct Page {
  llvm::StringLiteral Check;
  llvm::StringLiteral Markdown;
};

// Written by embed.cmake from docs/checks/*.md; the empty row is for a tree
// without pages.
const Page Pages[] = {
#include "CheckPages.inc"
    {"", ""}};

/// Markdown as people read it in a terminal: headings stand out, links are
/// their text, the rest is left alone.
class Renderer {
public:
  Renderer(llvm::raw_ostream &OS, bool Colours) : OS(OS), Colours(Colours) {}

  void line(llvm::StringRef Line) {
    if (Line.starts_with("```")) {
      InCode = !InCode;
      return;
    }
    if (InCode) {
      OS << "    " << Line << '\n';
      return;
    }
    if (Line.starts_with("#")) {
      llvm::StringRef Title = Line.ltrim('#').trim();
      bool Top = Line.starts_with("# ");
      if (Colours)
        OS << "\033[1m" << plain(Title) << "\033[0m\n";
      else
        OS << plain(Title) << '\n'
           << std::string(plain(Title).size(), Top ? '=' : '-') << '\n';
      return;
    }
    OS << plain(Line) << '\n';
  }

private:
  /// `[text](target)` becomes `text`; `**` and backquotes go.
  static std::string plain(llvm::StringRef Line) {
    std::string Text;
    while (!Line.empty()) {
      if (Line.consume_front("**") || Line.consume_front("`"))
        continue;
      size_t Middle = Line.find("](");
      size_t End =
          Middle == llvm::StringRef::npos ? Middle : Line.find(')', Middle);
      if (Line.front() == '[' && End != llvm::StringRef::npos &&
          !Line.slice(1, Middle).contains('[')) {
        Text += plain(Line.slice(1, Middle));
        Line = Line.drop_front(End + 1);
        continue;
      }
      Text += Line.front();
      Line = Line.drop_front();
    }
    return Text;
  }

  llvm::raw_ostream &OS;
  bool Colours;
  bool InCode = false;
};

} // namespace

std::string summaryOf(llvm::StringRef Check) {
  for (const Page &P : Pages) {
    if (P.Check.empty() || P.Check != Check)
      continue;
    auto [Title, Rest] = llvm::StringRef(P.Markdown).split("\n\n");
    std::string Paragraph = Rest.split("\n\n").first.str();
    std::replace(Paragraph.begin(), Paragraph.end(), '\n', ' ');
    return Paragraph;
  }
  return "";
}

int runExplain(const Options &O) {
  if (O.Paths.size() != 1)
    return usageError("'holdfast explain' needs the name of one check: " +
                      llvm::join(allChecks(), ", "));
  llvm::StringRef Wanted = O.Paths.front();
  for (const Page &P : Pages) {
    if (P.Check.empty() ||
        (P.Check != Wanted && P.Check != ("holdfast-" + Wanted).str()))
      continue;
    Renderer Render(llvm::outs(), llvm::sys::Process::StandardOutHasColors());
    llvm::SmallVector<llvm::StringRef> Lines;
    llvm::StringRef(P.Markdown).rtrim().split(Lines, '\n');
    for (llvm::StringRef Line : Lines)
      Render.line(Line);
    return ExitClean;
  }
  std::string Message = ("no check is named '" + Wanted + "'").str();
  if (std::string Near = nearestCheck(Wanted); !Near.empty())
    Message += "; did you mean '" + Near + "'?";
  else
    Message += "; the checks are: " + llvm::join(allChecks(), ", ");
  return usageError(Message);
}

} // namespace holdfast::driver
