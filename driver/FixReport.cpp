// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/FixReport.h"

#include "driver/Diff.h"

#include "fmt/format.h"
#include "llvm/ADT/MapVector.h"

namespace holdfast::driver {

using llvm::raw_ostream;

static std::string place(const MergedFinding &F) {
  return fmt::format("{}:{}:{}", F.ShownFile, F.What.Line, F.What.Column);
}

static llvm::StringRef reason(Left Why) {
  switch (Why) {
  case Left::No:
    break;
  case Left::NoFix:
    return "without a fix that is known to be right";
  case Left::ByHand:
    return "to be done by hand";
  case Left::NotByItself:
    return "only for a person to choose";
  case Left::NotVerified:
    return "in code that does not compile";
  case Left::Clash:
    return "in the way of another fix";
  case Left::TakenBack:
    return "taken back, because the code would not compile";
  case Left::NotWanted:
    return "not wanted";
  }
  return "";
}

/// `2 await, 1 group`.
template <class Map> static std::string counts(const Map &Count) {
  std::string Text;
  for (const auto &[Word, Number] : Count)
    Text +=
        fmt::format("{}{} {}", Text.empty() ? "" : ", ", Number, Word.str());
  return Text;
}

void writeFixReport(llvm::ArrayRef<PlannedFix> Fixes, llvm::StringRef Verb,
                    raw_ostream &OS) {
  llvm::MapVector<llvm::StringRef, unsigned> Made, Stay;
  size_t Count = 0;
  for (const PlannedFix &Fix : Fixes) {
    const MergedFinding &F = *Fix.Finding;
    Count += Fix.made();
    if (Fix.made())
      ++Made[Fix.Family];
    else
      ++Stay[reason(Fix.Why)];
    OS << place(F) << ": " << (Fix.made() ? Verb : "left") << ": "
       << (Fix.made() ? Fix.Title : Fix.WhyLeft) << " [" << F.What.Check
       << "]\n";
  }
  OS << Count << ' ' << Verb << ", " << Fixes.size() - Count << " left\n";
  if (Made.size() > 1 || (!Made.empty() && !Stay.empty()))
    OS << "  " << Verb << ": " << counts(Made) << '\n';
  if (!Stay.empty())
    OS << "  left: " << counts(Stay) << '\n';
}

static std::string diffOf(llvm::ArrayRef<PlannedFix> Fixes, Sources &Texts) {
  std::string Text;
  for (const auto &[File, Edits] : finalEdits(Fixes, Texts))
    if (const std::string *Content = Texts.content(File))
      Text += unifiedDiff(shownPath(File, realPath(".")), *Content, Edits);
  return Text;
}

void writePatch(llvm::ArrayRef<PlannedFix> Fixes, Sources &Texts,
                raw_ostream &OS) {
  OS << diffOf(Fixes, Texts);
  OS.flush();
}

void showDiff(llvm::ArrayRef<PlannedFix> Fixes, Sources &Texts,
              raw_ostream &OS) {
  std::string Text = diffOf(Fixes, Texts);
  for (llvm::StringRef Rest = Text; !Rest.empty();) {
    auto [Line, Next] = Rest.split('\n');
    Rest = Next;
    const bool Plain = Line.starts_with(" ") || Line.starts_with("\\");
    if (Line.starts_with("---") || Line.starts_with("+++"))
      OS.changeColor(raw_ostream::SAVEDCOLOR, /*Bold=*/true);
    else if (Line.starts_with("+"))
      OS.changeColor(raw_ostream::GREEN);
    else if (Line.starts_with("-"))
      OS.changeColor(raw_ostream::RED);
    else if (Line.starts_with("@@"))
      OS.changeColor(raw_ostream::CYAN);
    OS << Line;
    if (!Plain)
      OS.resetColor();
    OS << '\n';
  }
}

/// What a family does, for the heading.
static std::string heading(llvm::StringRef Family) {
  if (Family == "await")
    return "await: the enclosing function waits for the task";
  if (Family == "group")
    return "group: a task group owns the task";
  if (Family == "tracked-set")
    return "tracked-set: a set owns the task until it is done";
  if (Family == "report")
    return "report: somebody hears of the task's error";
  return Family.str();
}

void showChanges(llvm::ArrayRef<PlannedFix> Fixes, Sources &Texts,
                 raw_ostream &OS) {
  llvm::MapVector<llvm::StringRef, std::vector<PlannedFix>> Groups;
  for (const PlannedFix &Fix : Fixes)
    if (Fix.made())
      Groups[Fix.Family].push_back(Fix);
  for (const auto &[Family, Group] : Groups) {
    OS.changeColor(raw_ostream::SAVEDCOLOR, /*Bold=*/true);
    OS << heading(Family) << " (" << Group.size() << ")";
    OS.resetColor();
    OS << "\n\n";
    for (const PlannedFix &Fix : Group)
      OS << "  " << place(*Fix.Finding) << ": " << Fix.Finding->What.Message
         << "\n    " << Fix.Title << '\n';
    OS << '\n';
    showDiff(Group, Texts, OS);
    OS << '\n';
  }
  OS.flush();
}

} // namespace holdfast::driver
