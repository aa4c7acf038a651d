// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Facets.h"

#include "driver/HtmlFinding.h"
#include "driver/Markup.h"

#include "fmt/format.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

#include <map>
#include <set>

namespace holdfast::driver {

using Counts = std::map<std::string, size_t>;

namespace {

class Facet {
public:
  Facet(llvm::StringRef Name, llvm::StringRef Title, size_t All,
        llvm::raw_ostream &OS)
      : Name(Name), All(All), OS(OS) {
    OS << fmt::format("<section><h2>{}</h2>\n<ul>\n", Title.str());
  }
  ~Facet() { OS << "</ul></section>\n"; }
  Facet(const Facet &) = delete;
  Facet &operator=(const Facet &) = delete;

  void row(llvm::StringRef Value, llvm::StringRef Shown, size_t Count,
           unsigned Depth = 0) {
    OS << fmt::format(
        R"(<li><button type="button" class="facet" data-facet="{}" )"
        R"(data-value="{}" aria-pressed="false" )"
        R"(style="--share:{:.3f};--depth:{}"><span class="name">{}</span>)"
        R"(<span class="count">{}</span></button></li>)"
        "\n",
        Name.str(), markup(Value),
        static_cast<double>(Count) / static_cast<double>(All), Depth,
        markup(Shown), Count);
  }

  void rows(const Counts &Of) {
    std::vector<std::pair<std::string, size_t>> Rows(Of.begin(), Of.end());
    llvm::sort(Rows, [](const auto &A, const auto &B) {
      return std::tie(B.second, A.first) < std::tie(A.second, B.first);
    });
    for (const auto &[Value, Count] : Rows) {
      llvm::StringRef Shown = Value;
      if (Name == "check")
        Shown.consume_front("holdfast-");
      row(Value, Shown, Count);
    }
  }

private:
  llvm::StringRef Name;
  size_t All;
  llvm::raw_ostream &OS;
};

} // namespace

static std::string orUnknown(const std::string &Word) {
  return Word.empty() ? "unknown" : Word;
}

/// The folders as a tree. One that holds nothing but another folder stands in
/// the row of that.
static void writeFolders(const Counts &Of, Facet &Into) {
  Counts Below;
  std::map<std::string, std::set<std::string>> Children;
  for (const auto &[Folder, Count] : Of) {
    std::string Child = Folder;
    Below[Child] += Count;
    for (llvm::StringRef Up = llvm::sys::path::parent_path(Folder); !Up.empty();
         Up = llvm::sys::path::parent_path(Up)) {
      Below[Up.str()] += Count;
      Children[Up.str()].insert(Child);
      Child = Up.str();
    }
  }
  std::vector<llvm::StringRef> Path;
  for (const auto &[Folder, Count] : Below) {
    if (!Of.count(Folder) && Children[Folder].size() == 1)
      continue;
    auto Holds = [&](llvm::StringRef Up) {
      llvm::StringRef Rest = Folder;
      return Rest.consume_front(Up) && (Up == "/" || Rest.starts_with("/"));
    };
    while (!Path.empty() && !Holds(Path.back()))
      Path.pop_back();
    llvm::StringRef Shown = Folder;
    if (!Path.empty())
      Shown = Shown.drop_front(Path.back().size()).ltrim('/');
    Into.row(Folder, Shown, Count, Path.size());
    Path.push_back(Folder);
  }
}

void writeFacets(const RunResult &Result, llvm::raw_ostream &OS) {
  Counts Consequences, Checks, Libraries, Repairs, Folders;
  for (const MergedFinding &F : Result.Findings) {
    ++Consequences[orUnknown(F.What.Consequence)];
    ++Checks[F.What.Check];
    ++Libraries[orUnknown(F.What.Library)];
    ++Repairs[repairOf(F)];
    ++Folders[folderOf(F)];
  }
  const size_t All = Result.Findings.size();
  Facet("consequence", "What becomes of the work", All, OS).rows(Consequences);
  Facet("check", "Check", All, OS).rows(Checks);
  Facet("library", "Library", All, OS).rows(Libraries);
  Facet("repair", "Repair", All, OS).rows(Repairs);
  Facet Tree("directory", "Directory", All, OS);
  writeFolders(Folders, Tree);
}

} // namespace holdfast::driver
