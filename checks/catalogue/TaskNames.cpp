// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/catalogue/TaskNames.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace holdfast::catalogue {

static bool isIdentifier(llvm::StringRef Text) {
  return llvm::all_of(Text,
                      [](char C) { return llvm::isAlnum(C) || C == '_'; });
}

namespace {

class Names {
public:
  explicit Names(const Library &Lib) : Lib(Lib) {}

  enum class Kind { Class, Function, CalledFunction };

  void add(llvm::StringRef Name, Kind What) {
    for (const std::string &Qualified : Lib.qualify(Name)) {
      llvm::SmallVector<llvm::StringRef, 6> Parts;
      llvm::StringRef(Qualified).split(Parts, "::", -1, /*KeepEmpty=*/false);
      TaskName New;
      New.Class = What == Kind::Class;
      New.Called = What == Kind::CalledFunction;
      // `operator+` is not looked for: what is left says enough.
      for (const llvm::StringRef Part : Parts)
        if (isIdentifier(Part))
          New.Words.push_back(Part.str());
      All.push_back(std::move(New));
    }
  }

  std::vector<TaskName> All;

private:
  const Library &Lib;
};

} // namespace

static void addRows(const Library &Lib, Names &Into) {
  using Kind = Names::Kind;
  for (const HandleRow &Row : Lib.Handles)
    if (Row.OnByDefault)
      Into.add(Row.Type, Kind::Class);
  for (const SpawnRow &Row : Lib.Spawns) {
    Into.add(Row.Function, Kind::Function);
    for (const TokenCase &Case : Row.Tokens)
      if (Case.Detached)
        Into.add(Case.Token, Kind::Class);
  }
  for (const DetacherRow &Row : Lib.Detachers)
    Into.add(Row.Function, Kind::CalledFunction);
  for (const FireAndForgetRow &Row : Lib.FireAndForget)
    if (Lib.OnByDefault)
      Into.add(Row.Type, Kind::Class);
  for (const OwnerRow &Row : Lib.Owners)
    Into.add(Row.Type, Kind::Class);
  for (const CancellationRow &Row : Lib.Cancellations)
    for (const std::string &Type : Row.Types)
      Into.add(Type, Kind::Class);
}

std::vector<TaskName> taskNames(const Catalogue &Rows) {
  std::vector<TaskName> All;
  for (const std::unique_ptr<Library> &Lib : Rows.libraries()) {
    Names Own(*Lib);
    addRows(*Lib, Own);
    llvm::append_range(All, std::move(Own.All));
  }
  return All;
}

} // namespace holdfast::catalogue
