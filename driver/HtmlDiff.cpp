// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/HtmlDiff.h"

#include "driver/Markup.h"

#include "fmt/format.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace holdfast::driver {

using Lines = llvm::SmallVector<llvm::StringRef>;

/// \p Line, of which all but \p Front bytes at its beginning and \p Back at its
/// end is marked.
static void writeLine(llvm::StringRef Class, llvm::StringRef Sign,
                      llvm::StringRef Line, llvm::raw_ostream &OS,
                      size_t Front = 0, size_t Back = 0) {
  Line = Line.rtrim('\r');
  Front = std::min(Front, Line.size());
  const size_t End = Line.size() - std::min(Back, Line.size() - Front);
  std::string Text = markup(Line.take_front(Front));
  if ((Front || Back) && Front < End)
    Text += "<mark>" + markup(Line.slice(Front, End)) + "</mark>";
  else
    Text += markup(Line.slice(Front, End));
  Text += markup(Line.substr(End));
  OS << fmt::format(R"(<div class="{}" data-sign="{}"><code>{}</code></div>)"
                    "\n",
                    Class.str(), Sign.str(), Text);
}

static bool continues(char C) {
  return (static_cast<unsigned char>(C) & 0xC0) == 0x80;
}

/// How many bytes \p A and \p B have in common at their beginning, in whole
/// characters.
static size_t commonFront(llvm::StringRef A, llvm::StringRef B) {
  size_t N = 0;
  while (N < A.size() && N < B.size() && A[N] == B[N])
    ++N;
  while (N > 0 && ((N < A.size() && continues(A[N])) ||
                   (N < B.size() && continues(B[N]))))
    --N;
  return N;
}

static size_t commonBack(llvm::StringRef A, llvm::StringRef B) {
  size_t N = 0;
  while (N < A.size() && N < B.size() &&
         A[A.size() - 1 - N] == B[B.size() - 1 - N])
    ++N;
  while (N > 0 && continues(A[A.size() - N]))
    --N;
  return N;
}

/// Lines that went and lines that came at one place.
static void writeChange(Lines &Old, Lines &New, llvm::raw_ostream &OS) {
  // Lines that have a counterpart show what differs.
  const bool Paired = Old.size() == New.size();
  auto Write = [&](llvm::StringRef Class, llvm::StringRef Sign,
                   const Lines &Mine, const Lines &Theirs) {
    for (auto [I, Line] : llvm::enumerate(Mine)) {
      size_t Front = 0, Back = 0;
      if (Paired) {
        Front = commonFront(Line, Theirs[I]);
        Back = commonBack(Line.substr(Front), Theirs[I].substr(Front));
      }
      writeLine(Class, Sign, Line, OS, Front, Back);
    }
  };
  Write("del", "−", Old, New);
  Write("add", "+", New, Old);
  Old.clear();
  New.clear();
}

void writeHtmlDiff(llvm::StringRef Diff, llvm::raw_ostream &OS) {
  if (Diff.empty())
    return;
  Lines All, Old, New;
  Diff.rtrim('\n').split(All, '\n');
  // `--- a/NAME`, `+++ b/NAME`.
  OS << fmt::format("<figure><figcaption>{}</figcaption>\n"
                    R"(<div class="diff" tabindex="0">)"
                    "\n",
                    markup(All[1].substr(6)));
  for (llvm::StringRef Line : llvm::ArrayRef(All).drop_front(2)) {
    if (Line.consume_front("-")) {
      Old.push_back(Line);
    } else if (Line.consume_front("+")) {
      New.push_back(Line);
    } else if (!Line.starts_with("\\")) {
      writeChange(Old, New, OS);
      if (Line.consume_front(" "))
        writeLine("same", "", Line, OS);
      else
        writeLine("hunk", "", Line, OS);
    }
  }
  writeChange(Old, New, OS);
  OS << "</div></figure>\n";
}

} // namespace holdfast::driver
