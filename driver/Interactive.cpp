// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Interactive.h"

#include "driver/FixReport.h"

#include "fmt/format.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <cerrno>
#include <termios.h>
#include <unistd.h>

namespace holdfast::driver {

namespace {

/// The terminal gives each key at once and does not show it.
class KeyByKey {
public:
  KeyByKey() {
    ::tcgetattr(STDIN_FILENO, &Old);
    termios New = Old;
    // Ctrl-C comes as a key as well, so that the terminal is put right.
    New.c_lflag &= ~(ICANON | ECHO | ISIG);
    New.c_cc[VMIN] = 1;
    New.c_cc[VTIME] = 0;
    ::tcsetattr(STDIN_FILENO, TCSADRAIN, &New);
  }
  ~KeyByKey() { ::tcsetattr(STDIN_FILENO, TCSADRAIN, &Old); }
  KeyByKey(const KeyByKey &) = delete;
  KeyByKey &operator=(const KeyByKey &) = delete;

  /// The next key; 0 at the end of the input.
  char next() {
    char Key = 0;
    ssize_t Size;
    do
      Size = ::read(STDIN_FILENO, &Key, 1);
    while (Size < 0 && errno == EINTR);
    return Size == 1 ? Key : '\0';
  }

private:
  termios Old;
};

constexpr char CtrlC = 3, CtrlD = 4;

enum class Answer { Yes, No, All, Quit, Stop, Other };

} // namespace

/// The fixes of \p F that change text, the preferred one first.
static std::vector<const ProposedFix *> fixesOf(const MergedFinding &F) {
  std::vector<const ProposedFix *> Fixes;
  if (const ProposedFix *Preferred = F.What.preferredFix())
    Fixes.push_back(Preferred);
  for (const ProposedFix &Fix : F.What.Fixes)
    if (!Fix.Edits.empty() && !Fix.Preferred && Fixes.size() < 9)
      Fixes.push_back(&Fix);
  return Fixes;
}

static void show(const MergedFinding &F,
                 llvm::ArrayRef<const ProposedFix *> Fixes, size_t Shown,
                 Sources &Texts, llvm::raw_ostream &OS) {
  OS.changeColor(llvm::raw_ostream::SAVEDCOLOR, /*Bold=*/true);
  OS << fmt::format("{}:{}:{}: ", F.ShownFile, F.What.Line, F.What.Column);
  OS.resetColor();
  OS << F.What.Message << " [" << F.What.Check << "]\n";
  for (size_t I = 0; I < Fixes.size(); ++I)
    OS << fmt::format("{} {}: {} ({}, {})\n", I == Shown ? '*' : ' ', I + 1,
                      Fixes[I]->Title, Fixes[I]->Family, Fixes[I]->Tier);
  showDiff(plannedFix(F, *Fixes[Shown]), Texts, OS);
  OS << "make this change? [y]es, [n]o, [a]ll, [q]uit";
  if (Fixes.size() > 1)
    OS << fmt::format(", [1-{}] show another", Fixes.size());
  OS << ": ";
  OS.flush();
}

/// Asks until a key means something; a number changes \p Shown.
static Answer ask(KeyByKey &Keys, size_t Count, size_t &Shown,
                  llvm::raw_ostream &OS) {
  for (;;) {
    const char Key = llvm::toLower(Keys.next());
    if (Key >= '1' && Key < char('1' + Count)) {
      OS << Key << "\n\n";
      Shown = Key - '1';
      return Answer::Other;
    }
    switch (Key) {
    case 'y':
    case 'n':
    case 'a':
    case 'q':
      OS << Key << "\n\n";
      return Key == 'y'   ? Answer::Yes
             : Key == 'n' ? Answer::No
             : Key == 'a' ? Answer::All
                          : Answer::Quit;
    case '\0':
    case CtrlC:
    case CtrlD:
      OS << "\n";
      return Answer::Stop;
    default:
      OS << '\a';
      OS.flush();
    }
  }
}

std::string askForFixes(const RunResult &Result, Sources &Texts,
                        FixChoices &Chosen) {
  if (!::isatty(STDIN_FILENO) || !::isatty(STDOUT_FILENO))
    return "--interactive needs a terminal; --diff shows the changes without "
           "one";
  llvm::raw_ostream &OS = llvm::outs();
  KeyByKey Keys;
  bool All = false, Quit = false;
  for (const MergedFinding &F : Result.Findings) {
    const std::vector<const ProposedFix *> Fixes = fixesOf(F);
    if (Fixes.empty())
      continue;
    Chosen[&F] = All ? F.What.preferredFix() : nullptr;
    if (All || Quit)
      continue;
    size_t Shown = 0;
    Answer Is;
    do {
      show(F, Fixes, Shown, Texts, OS);
      Is = ask(Keys, Fixes.size(), Shown, OS);
    } while (Is == Answer::Other);
    if (Is == Answer::Stop)
      return "stopped; nothing was changed";
    if (Is == Answer::Yes || Is == Answer::All)
      Chosen[&F] = Fixes[Shown];
    All = Is == Answer::All;
    Quit = Is == Answer::Quit;
  }
  return "";
}

} // namespace holdfast::driver
