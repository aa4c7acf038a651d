// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/catalogue/Index.h"

#include "llvm/ADT/STLExtras.h"

namespace holdfast::catalogue {

static void insertNames(const Library &Lib, llvm::ArrayRef<std::string> Names,
                        llvm::StringSet<> &Into) {
  for (llvm::StringRef Each : Names)
    for (const std::string &Name : Lib.qualify(Each))
      Into.insert(Name);
}

/// What a library says about a name takes the place of what an earlier one
/// said, also where it is another kind of thing: a user's `not-tasks` silences
/// a built-in handle.
void Catalogue::Index::add(const Library &Lib) {
  for (const HandleRow &Row : Lib.Handles)
    for (const std::string &Name : Lib.qualify(Row.Type)) {
      NotTasks.erase(Name);
      FireAndForget.erase(Name);
      Handles[Name] = &Row;
    }
  for (const FireAndForgetRow &Row : Lib.FireAndForget)
    for (const std::string &Name : Lib.qualify(Row.Type)) {
      NotTasks.erase(Name);
      Handles.erase(Name);
      FireAndForget[Name] = &Row;
    }
  for (llvm::StringRef Type : Lib.NotTasks)
    for (const std::string &Name : Lib.qualify(Type)) {
      Handles.erase(Name);
      FireAndForget.erase(Name);
      NotTasks.insert(Name);
    }
  for (const SpawnRow &Row : Lib.Spawns)
    for (const std::string &Name : Lib.qualify(Row.Function)) {
      Spawns[Name].push_back(&Row);
      addSpawnWord(Name);
    }
  for (const SpawnRow &Row : Lib.Spawns)
    for (const TokenCase &Case : Row.Tokens)
      if (Case.Detached)
        for (const std::string &Name : Lib.qualify(Case.Token))
          DetachingTokens.try_emplace(Name, &Case, &Lib);
  llvm::append_range(InitiatingPrefixes, Lib.InitiatingPrefixes);
  for (const DetacherRow &Row : Lib.Detachers)
    for (const std::string &Name : Lib.qualify(Row.Function)) {
      Detachers[Name] = &Row;
      addSpawnWord(Name);
    }
  for (const TokenAdapterRow &Row : Lib.TokenAdapters)
    for (const std::string &Name : Lib.qualify(Row.Type))
      TokenAdapters[Name] = &Row;
  for (const OwnerRow &Row : Lib.Owners)
    for (const std::string &Name : Lib.qualify(Row.Type))
      Owners[Name] = &Row;
  for (const SinkRow &Row : Lib.Sinks)
    for (const std::string &Name : Lib.qualify(Row.Function)) {
      Sinks[Name].push_back(&Row);
      SinkWords.insert(llvm::StringRef(Name).substr(Name.rfind(':') + 1));
    }
  for (const WrapperRow &Row : Lib.Wrappers)
    for (const std::string &Name : Lib.qualify(Row.Type))
      Wrappers[Name] = &Row;
  insertNames(Lib, Lib.Binders, Binders);
  for (const CancellationRow &Row : Lib.Cancellations)
    for (llvm::StringRef Type : Row.Types)
      for (const std::string &Name : Lib.qualify(Type))
        Cancellations[Name] = &Row;
  insertNames(Lib, Lib.TimerWaits, TimerWaits);
  insertNames(Lib, Lib.AcceptWaits, AcceptWaits);
  insertNames(Lib, Lib.Executors, Executors);
  insertNames(Lib, Lib.Sanctioned, Sanctioned);
  for (const std::string &Macro : Lib.SanctionedMacros)
    SanctionedMacros.insert(Macro);
}

} // namespace holdfast::catalogue
