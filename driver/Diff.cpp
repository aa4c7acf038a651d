// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Diff.h"

#include "driver/Patch.h"

#include "fmt/format.h"
#include "llvm/ADT/STLExtras.h"

namespace holdfast::driver {

namespace {

using Lines = std::vector<llvm::StringRef>;

/// Old lines [First, Last) become New.
struct Change {
  size_t First, Last;
  std::vector<std::string> New;
};

constexpr size_t Context = 3;

} // namespace

/// With their ends, which may be missing from the last one.
static Lines split(llvm::StringRef Text) {
  Lines All;
  while (!Text.empty()) {
    size_t End = Text.find('\n');
    size_t Size = End == llvm::StringRef::npos ? Text.size() : End + 1;
    All.push_back(Text.take_front(Size));
    Text = Text.drop_front(Size);
  }
  return All;
}

/// Drops what is equal at both ends.
static void trim(Change &C, const Lines &Old) {
  while (C.First < C.Last && !C.New.empty() && Old[C.First] == C.New.front()) {
    ++C.First;
    C.New.erase(C.New.begin());
  }
  while (C.First < C.Last && !C.New.empty() &&
         Old[C.Last - 1] == C.New.back()) {
    --C.Last;
    C.New.pop_back();
  }
}

/// The lines that the edits touch, with edits of neighbouring lines together.
static std::vector<Change> changes(const Lines &Old, bool Crlf,
                                   llvm::ArrayRef<Edit> Edits) {
  std::vector<Change> All;
  size_t Line = 0, Start = 0; // of the line that the next edit begins in
  while (!Edits.empty()) {
    // What follows a last line without an end belongs to that line.
    while (Line < Old.size() && Old[Line].ends_with("\n") &&
           Start + Old[Line].size() <= Edits[0].Offset)
      Start += Old[Line++].size();
    size_t Last = Line, End = Start, Count = 0;
    do {
      size_t Reach = Edits[Count].Offset + Edits[Count].Length;
      while (Last < Old.size() && (End <= Reach))
        End += Old[Last++].size();
      ++Count;
    } while (Count < Edits.size() && Edits[Count].Offset < End);
    std::string Text;
    for (size_t I = Line; I < Last; ++I)
      Text += Old[I];
    std::vector<Edit> Local = Edits.take_front(Count).vec();
    for (Edit &E : Local)
      E.Offset -= Start;
    std::string New = applyEdits(Text, Local, Crlf);
    Change C{Line, Last, {}};
    for (llvm::StringRef L : split(New))
      C.New.push_back(L.str());
    trim(C, Old);
    bool Changes = C.First != C.Last || !C.New.empty();
    if (Changes && !All.empty() && All.back().Last == C.First) {
      All.back().Last = C.Last;
      llvm::append_range(All.back().New, C.New);
    } else if (Changes) {
      All.push_back(std::move(C));
    }
    Edits = Edits.drop_front(Count);
    Line = Last;
    Start = End;
  }
  return All;
}

static void put(std::string &Out, char Mark, llvm::StringRef Line) {
  Out += Mark;
  Out += Line;
  if (!Line.ends_with("\n"))
    Out += "\n\\ No newline at end of file\n";
}

/// `line,count`; an empty range is named by the line before it.
static std::string span(size_t First, size_t Count) {
  if (Count == 1)
    return std::to_string(First + 1);
  return fmt::format("{},{}", Count == 0 ? First : First + 1, Count);
}

static void putHunk(std::string &Out, const Lines &Old,
                    llvm::ArrayRef<Change> Group, long Shift) {
  size_t First = Group.front().First - std::min(Group.front().First, Context);
  size_t Last = std::min(Old.size(), Group.back().Last + Context);
  std::string Body;
  size_t Line = First, Added = 0, Removed = 0;
  for (const Change &C : Group) {
    for (; Line < C.First; ++Line)
      put(Body, ' ', Old[Line]);
    for (; Line < C.Last; ++Line, ++Removed)
      put(Body, '-', Old[Line]);
    for (const std::string &New : C.New)
      put(Body, '+', New);
    Added += C.New.size();
  }
  for (; Line < Last; ++Line)
    put(Body, ' ', Old[Line]);
  Out += fmt::format("@@ -{} +{} @@\n", span(First, Last - First),
                     span(First + Shift, Last - First - Removed + Added));
  Out += Body;
}

std::string unifiedDiff(llvm::StringRef Name, llvm::StringRef Content,
                        llvm::ArrayRef<Edit> Edits) {
  Lines Old = split(Content);
  std::vector<Change> All = changes(Old, usesCrlf(Content), Edits);
  if (All.empty())
    return "";
  std::string Out =
      fmt::format("--- a/{0}\n+++ b/{0}\n", Name.ltrim('/').str());
  long Shift = 0;
  llvm::ArrayRef<Change> Rest = All;
  while (!Rest.empty()) {
    size_t Count = 1;
    while (Count < Rest.size() &&
           Rest[Count].First - Rest[Count - 1].Last <= 2 * Context)
      ++Count;
    putHunk(Out, Old, Rest.take_front(Count), Shift);
    for (const Change &C : Rest.take_front(Count))
      Shift +=
          static_cast<long>(C.New.size()) - static_cast<long>(C.Last - C.First);
    Rest = Rest.drop_front(Count);
  }
  return Out;
}

} // namespace holdfast::driver
