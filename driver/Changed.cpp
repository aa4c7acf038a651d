// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Changed.h"

#include "driver/Git.h"
#include "driver/Plan.h"

#include "fmt/format.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"

namespace holdfast::driver {

/// git writes odd names as C strings.
static std::string unquoted(llvm::StringRef Name) {
  if (!Name.consume_front("\"") || !Name.consume_back("\""))
    return Name.str();
  std::string Out;
  while (!Name.empty()) {
    char C = Name.front();
    Name = Name.drop_front();
    unsigned Byte = 0;
    if (C == '\\' && Name.size() >= 3 &&
        !Name.take_front(3).getAsInteger(8, Byte)) {
      C = static_cast<char>(Byte);
      Name = Name.drop_front(3);
    } else if (C == '\\' && !Name.empty()) {
      constexpr llvm::StringLiteral Letters = "abtnvfr",
                                    Means = "\a\b\t\n\v\f\r";
      C = Name.front();
      if (const size_t At = Letters.find(C); At != llvm::StringRef::npos)
        C = Means[At];
      Name = Name.drop_front();
    }
    Out += C;
  }
  return Out;
}

void ChangedLines::addDiff(llvm::StringRef Diff, llvm::StringRef Folder) {
  std::string File;
  llvm::SmallVector<llvm::StringRef> Lines;
  Diff.split(Lines, '\n');
  unsigned Added = 0;
  for (llvm::StringRef Line : Lines) {
    // Inside of a hunk a line may look like anything.
    if (Added && Line.starts_with("+")) {
      --Added;
      continue;
    }
    if (Line.consume_front("+++ ")) {
      // A name with a blank in it ends in a tab.
      const std::string Name = unquoted(Line.rtrim("\t"));
      File = llvm::StringRef(Name).starts_with("b/")
                 ? realPath((Folder + "/" + Name.substr(2)).str())
                 : "";
      continue;
    }
    // @@ -1,2 +3,4 @@
    if (!Line.starts_with("@@ ") || File.empty())
      continue;
    llvm::StringRef Place = Line.split(" +").second.split(' ').first;
    unsigned First = 0, Count = 1;
    Place.consumeInteger(10, First);
    if (Place.consume_front(","))
      Place.consumeInteger(10, Count);
    Added = Count;
    add(File, First, Count ? First + Count - 1 : First + 1);
  }
}

bool ChangedLines::contains(const std::string &File, unsigned Line) const {
  const auto At = Ranges.find(File);
  return At != Ranges.end() && llvm::any_of(At->second, [&](const auto &Range) {
           return Range.first <= Line && Line <= Range.second;
         });
}

/// `FILE:A-B` or `FILE:A`. Returns what is wrong.
static std::string addLines(llvm::StringRef Words, ChangedLines &Lines) {
  const auto [File, Place] = Words.rsplit(':');
  const auto [From, To] = Place.split('-');
  unsigned First = 0, Last = 0;
  if (Place.empty() || From.getAsInteger(10, First) ||
      (To.empty() ? From : To).getAsInteger(10, Last) || First == 0 ||
      Last < First)
    return fmt::format("option '--lines': '{}' is not FILE:FIRST-LAST",
                       Words.str());
  if (!llvm::sys::fs::exists(File))
    return fmt::format("option '--lines': no such file: '{}'", File.str());
  Lines.add(realPath(File), First, Last);
  return "";
}

std::optional<ChangedLines> changedLines(const Options &O, llvm::StringRef Root,
                                         std::string &Error) {
  if (O.Since.empty() && O.Lines.empty())
    return std::nullopt;
  if (O.Shard) {
    Error = "'--shard' cuts a whole; '--since' and '--lines' need none";
    return std::nullopt;
  }
  ChangedLines Lines;
  for (const std::string &Words : O.Lines)
    if (Error = addLines(Words, Lines); !Error.empty())
      return std::nullopt;
  if (!O.Since.empty()) {
    GitChanges Changes;
    if (Error = changesSince(O.Since, Root, Changes); !Error.empty())
      return std::nullopt;
    Lines.addDiff(Changes.Diff, Changes.Top);
    for (const std::string &File : Changes.Untracked)
      Lines.addWhole(realPath(Changes.Top + "/" + File));
  }
  return Lines;
}

void keepChanged(const ChangedLines &Lines, Sources &Texts, RunResult &Result) {
  auto IsChanged = [&](const std::string &File, unsigned Offset,
                       unsigned Length) {
    if (File.empty())
      return false;
    const std::string Real = realPath(File);
    const std::string *Content = Texts.content(Real);
    if (!Content || !Lines.contains(Real))
      return false;
    const unsigned First = lineAndColumn(*Content, Offset).first;
    const unsigned Last =
        Length ? lineAndColumn(*Content, Offset + Length - 1).first : First;
    for (unsigned Line = First; Line <= Last; ++Line)
      if (Lines.contains(Real, Line))
        return true;
    return false;
  };
  auto Touches = [&](const Range &R) {
    return IsChanged(R.File, R.Offset, R.Length);
  };
  llvm::erase_if(Result.Findings, [&](const MergedFinding &F) {
    const Diagnosis &D = F.What;
    return !IsChanged(D.File, D.Offset, 0) &&
           !llvm::any_of(D.Ranges, Touches) &&
           !llvm::any_of(D.Notes, [&](const Note &N) {
             return IsChanged(N.File, N.Offset, 0) ||
                    llvm::any_of(N.Ranges, Touches);
           });
  });
}

} // namespace holdfast::driver
