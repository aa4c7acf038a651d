// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Patch.h"
#include "driver/ProjectFiles.h"
#include "driver/YamlText.h"

#include "fmt/format.h"

namespace holdfast::driver {

/// clangd looks into the root and into build/ by itself.
static bool clangdFinds(llvm::StringRef Database) {
  return Database.empty() || Database == "." || Database == "build";
}

std::optional<FileChange> clangdFile(const Project &P, std::string &Error) {
  constexpr llvm::StringLiteral Filter = "Diagnostics.ClangTidy"
                                         ".FastCheckFilter";
  constexpr llvm::StringLiteral Database = "CompileFlags.CompilationDatabase";
  FileChange C{realPath(P.Root + "/.clangd"), std::nullopt, "", false};
  const std::optional<std::string> Old = textOf(C.File, Error);
  if (!Error.empty())
    return std::nullopt;
  std::optional<std::vector<YamlDocument>> Documents(std::in_place);
  if (Old)
    Documents = readYaml(C.File, *Old, Error);
  if (!Documents)
    return std::nullopt;
  // The later fragment counts; one with a condition speaks of some files only.
  std::string Says, Folder;
  for (const YamlDocument &D : *Documents) {
    if (D.count("If"))
      continue;
    if (auto At = D.find(Filter.str()); At != D.end())
      Says = At->second.Text;
    if (auto At = D.find(Database.str()); At != D.end())
      Folder = At->second.Text;
  }
  std::string New;
  if (Says.empty())
    New += "# holdfast-clangd runs its checks only where it need not know that "
           "they are fast.\n"
           "Diagnostics:\n"
           "  ClangTidy:\n"
           "    FastCheckFilter: None\n";
  if (Folder.empty() && !clangdFinds(P.Database))
    New += fmt::format("CompileFlags:\n"
                       "  CompilationDatabase: {}\n",
                       P.Database);
  if (Says == "Strict")
    C.Said = "left as it is: with its 'FastCheckFilter: Strict', "
             "holdfast-clangd runs none of these checks; 'Loose' or 'None' "
             "turns them on";
  else if (New.empty())
    C.Said = "left as it is: holdfast-clangd needs nothing more";
  if (New.empty() || Says == "Strict")
    return C;
  if (!Old) {
    C.Text = std::move(New);
    C.Said = "written: lets holdfast-clangd run the checks";
    return C;
  }
  std::string Text = *Old;
  if (!Text.empty() && Text.back() != '\n')
    Text += '\n';
  if (!llvm::StringRef(Text).trim().empty())
    Text += "---\n";
  Text = withLineEnds(Text + New, usesCrlf(*Old));
  C.Text = std::move(Text);
  C.Said = "added to: a section at its end lets holdfast-clangd run the checks";
  return C;
}

} // namespace holdfast::driver
