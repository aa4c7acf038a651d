// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The names of one library: what the rows call them, where they are declared,
// how users know them.
#include "checks/catalogue/Catalogue.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"

namespace holdfast::catalogue {

static std::string under(llvm::StringRef Root, llvm::StringRef Name) {
  if (Name.starts_with("::"))
    return Name.str();
  return (Root == "::" ? Root + Name : Root + "::" + Name).str();
}

/// What follows \p Prefix in \p Name, as `::member` or nothing; nullopt where
/// \p Name is neither \p Prefix nor inside of it.
static std::optional<llvm::StringRef> inside(llvm::StringRef Name,
                                             llvm::StringRef Prefix) {
  if (Name.consume_front(Prefix) && (Name.empty() || Name.starts_with("::")))
    return Name;
  return std::nullopt;
}

std::vector<std::string> Library::qualify(llvm::StringRef Name) const {
  if (Name.starts_with("::"))
    return {Name.str()};
  std::vector<std::string> Out;
  for (llvm::StringRef Root : Roots) {
    Out.push_back(under(Root, Name));
    for (const AliasRow &Alias : Aliases)
      if (const auto Rest = inside(Name, Alias.Name))
        Out.push_back(under(Root, Alias.Declared) + Rest->str());
  }
  return Out;
}

std::string Library::publicName(llvm::StringRef Qualified) const {
  for (llvm::StringRef Root : Roots)
    for (const AliasRow &Alias : Aliases)
      if (const auto Rest = inside(Qualified, under(Root, Alias.Declared)))
        return under(Root, Alias.Name) + Rest->str();
  return Qualified.str();
}

bool Library::names(llvm::StringRef Name, llvm::StringRef Qualified) const {
  return llvm::is_contained(qualify(Name), Qualified);
}

llvm::StringRef Library::rootOf(llvm::StringRef Qualified) const {
  llvm::StringRef Best = Roots.front();
  bool Found = false;
  for (llvm::StringRef Root : Roots) {
    llvm::StringRef Rest = Qualified;
    if (!Rest.consume_front(Root) || !(Root == "::" || Rest.starts_with("::")))
      continue;
    if (!Found || Root.size() > Best.size())
      Best = Root;
    Found = true;
  }
  return Best.drop_front(2);
}

} // namespace holdfast::catalogue
