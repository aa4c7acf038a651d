// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/catalogue/Catalogue.h"

#include "checks/catalogue/BuiltIn.h"
#include "checks/catalogue/Schema.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/MemoryBuffer.h"

namespace holdfast::catalogue {

std::string LoadError::str() const {
  std::string Place = File;
  if (Line != 0)
    Place += ":" + std::to_string(Line) + ":" + std::to_string(Column);
  return Place + ": error: " + Message;
}

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

struct Catalogue::Index {
  llvm::StringMap<const HandleRow *> Handles;
  llvm::StringMap<llvm::SmallVector<const SpawnRow *, 1>> Spawns;
  llvm::StringMap<const TokenAdapterRow *> TokenAdapters;
  llvm::StringMap<const DetacherRow *> Detachers;
  llvm::StringMap<const FireAndForgetRow *> FireAndForget;
  llvm::StringMap<const OwnerRow *> Owners;
  llvm::StringMap<std::pair<const TokenCase *, const Library *>>
      DetachingTokens;
  std::vector<llvm::StringRef> InitiatingPrefixes;
  llvm::StringMap<llvm::SmallVector<const SinkRow *, 1>> Sinks;
  llvm::StringMap<const WrapperRow *> Wrappers;
  llvm::StringSet<> Executors, Sanctioned, SanctionedMacros, NotTasks, Binders;
  /// The last components of spawns and detachers, and of sinks.
  llvm::StringSet<> SpawnWords, SinkWords;
  llvm::StringMap<const CancellationRow *> Cancellations;
  llvm::StringSet<> TimerWaits, AcceptWaits;

  void add(const Library &Lib);
  void addSpawnWord(llvm::StringRef Name) {
    SpawnWords.insert(Name.substr(Name.rfind(':') + 1));
  }
};

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
  for (llvm::StringRef Each : Lib.Binders)
    for (const std::string &Name : Lib.qualify(Each))
      Binders.insert(Name);
  for (const CancellationRow &Row : Lib.Cancellations)
    for (llvm::StringRef Type : Row.Types)
      for (const std::string &Name : Lib.qualify(Type))
        Cancellations[Name] = &Row;
  for (llvm::StringRef Each : Lib.TimerWaits)
    for (const std::string &Name : Lib.qualify(Each))
      TimerWaits.insert(Name);
  for (llvm::StringRef Each : Lib.AcceptWaits)
    for (const std::string &Name : Lib.qualify(Each))
      AcceptWaits.insert(Name);
  for (llvm::StringRef Type : Lib.Executors)
    for (const std::string &Name : Lib.qualify(Type))
      Executors.insert(Name);
  for (llvm::StringRef Each : Lib.Sanctioned)
    for (const std::string &Name : Lib.qualify(Each))
      Sanctioned.insert(Name);
  for (const std::string &Macro : Lib.SanctionedMacros)
    SanctionedMacros.insert(Macro);
}

Catalogue::Catalogue() : Ix(std::make_shared<Index>()) {}

void Catalogue::index() {
  *Ix = Index();
  for (const std::unique_ptr<Library> &Lib : Libs)
    Ix->add(*Lib);
}

static std::vector<std::unique_ptr<Library>>
parseBuiltIn(std::vector<LoadError> &Errors) {
  std::vector<std::unique_ptr<Library>> Out;
  for (const BuiltInFile &F : builtInFiles())
    llvm::move(parse(F.Name, F.Text, Errors), std::back_inserter(Out));
  return Out;
}

std::shared_ptr<const Catalogue> Catalogue::builtIn() {
  static const std::shared_ptr<const Catalogue> Loaded = [] {
    std::vector<LoadError> Errors;
    std::shared_ptr<const Catalogue> C = load({}, Errors);
    return C;
  }();
  return Loaded;
}

static std::vector<std::unique_ptr<Library>>
parseFile(llvm::StringRef File, std::vector<LoadError> &Errors,
          std::vector<std::string> *Enabled = nullptr) {
  auto Text = llvm::MemoryBuffer::getFile(File, /*IsText=*/true);
  if (std::error_code EC = Text.getError()) {
    Errors.push_back(
        {File.str(), 0, 0, "cannot read this catalogue file: " + EC.message()});
    return {};
  }
  return parse(File, (*Text)->getBuffer(), Errors, Enabled);
}

static void turnOn(Library &Lib) {
  Lib.OnByDefault = true;
  for (HandleRow &Row : Lib.Handles)
    Row.OnByDefault = true;
  for (DetacherRow &Row : Lib.Detachers)
    Row.OnByDefault = true;
}

std::shared_ptr<const Catalogue>
Catalogue::load(llvm::ArrayRef<std::string> Files,
                std::vector<LoadError> &Errors) {
  std::shared_ptr<Catalogue> C(new Catalogue());
  std::vector<LoadError> Own;
  C->Libs = parseBuiltIn(Own);
  if (!Own.empty())
    llvm::report_fatal_error(llvm::Twine(Own.front().str()),
                             /*gen_crash_diag=*/false);
  std::vector<std::string> Enabled;
  for (const std::string &File : Files)
    for (std::unique_ptr<Library> &New : parseFile(File, Errors, &Enabled)) {
      llvm::erase_if(C->Libs, [&](const std::unique_ptr<Library> &Old) {
        return Old->Id == New->Id;
      });
      C->Libs.push_back(std::move(New));
    }
  for (const std::unique_ptr<Library> &Lib : C->Libs)
    if (llvm::is_contained(Enabled, Lib->Id))
      turnOn(*Lib);
  C->index();
  return C;
}

std::vector<LoadError> Catalogue::validate(llvm::StringRef File) {
  std::vector<LoadError> Errors;
  parseFile(File, Errors);
  return Errors;
}

const HandleRow *Catalogue::handle(llvm::StringRef Name) const {
  return Ix->Handles.lookup(Name);
}

/// Of the rows for one name the one for \p ArgCount arguments, else the one for
/// any number; of several the one that was loaded last.
template <class Row>
static const Row *
overload(const llvm::StringMap<llvm::SmallVector<const Row *, 1>> &Rows,
         llvm::StringRef Name, unsigned ArgCount) {
  auto It = Rows.find(Name);
  if (It == Rows.end())
    return nullptr;
  auto Newest = [&](int Wanted) -> const Row * {
    for (const Row *Each : llvm::reverse(It->second))
      if (Each->ArgCount == Wanted)
        return Each;
    return nullptr;
  };
  const Row *Exact = Newest(static_cast<int>(ArgCount));
  return Exact ? Exact : Newest(-1);
}

const SpawnRow *Catalogue::spawn(llvm::StringRef Name,
                                 unsigned ArgCount) const {
  return overload(Ix->Spawns, Name, ArgCount);
}

const SinkRow *Catalogue::sink(llvm::StringRef Name, unsigned ArgCount) const {
  return overload(Ix->Sinks, Name, ArgCount);
}

const WrapperRow *Catalogue::wrapper(llvm::StringRef Name) const {
  return Ix->Wrappers.lookup(Name);
}

bool Catalogue::isBinder(llvm::StringRef Name) const {
  return Ix->Binders.contains(Name);
}

const TokenAdapterRow *Catalogue::tokenAdapter(llvm::StringRef Name) const {
  return Ix->TokenAdapters.lookup(Name);
}

const DetacherRow *Catalogue::detacher(llvm::StringRef Name) const {
  return Ix->Detachers.lookup(Name);
}

const FireAndForgetRow *Catalogue::fireAndForget(llvm::StringRef Name) const {
  return Ix->FireAndForget.lookup(Name);
}

const OwnerRow *Catalogue::owner(llvm::StringRef Name) const {
  return Ix->Owners.lookup(Name);
}

const TokenCase *Catalogue::tokenCase(const SpawnRow &Spawn,
                                      llvm::StringRef Token) const {
  for (const TokenCase &Case : Spawn.Tokens)
    if (Spawn.Lib->names(Case.Token, Token))
      return &Case;
  return nullptr;
}

std::pair<const TokenCase *, const Library *>
Catalogue::detachingToken(llvm::StringRef Token) const {
  return Ix->DetachingTokens.lookup(Token);
}

const ValueCase *Catalogue::valueCase(const SpawnRow &Spawn,
                                      llvm::StringRef Value) const {
  for (const ValueCase &Case : Spawn.Values)
    if (Spawn.Lib->names(Case.Value, Value))
      return &Case;
  return nullptr;
}

bool Catalogue::isInitiating(llvm::StringRef FunctionName) const {
  return llvm::any_of(Ix->InitiatingPrefixes, [&](llvm::StringRef Prefix) {
    return FunctionName.starts_with(Prefix);
  });
}

/// An empty list means the handles of \p Lib itself.
static bool takes(const Catalogue &C, const Library &Lib,
                  llvm::ArrayRef<std::string> Accepts, llvm::StringRef Handle) {
  if (Accepts.empty()) {
    const HandleRow *Row = C.handle(Handle);
    return Row && Row->Lib == &Lib;
  }
  return llvm::any_of(Accepts, [&](const std::string &Name) {
    return Lib.names(Name, Handle);
  });
}

bool Catalogue::accepts(const OwnerRow &Row, llvm::StringRef Handle) const {
  return takes(*this, *Row.Lib, Row.Accepts, Handle);
}

bool Catalogue::accepts(const BackgroundRow &Row,
                        llvm::StringRef Handle) const {
  return takes(*this, *Row.Lib, Row.Accepts, Handle);
}

const BackgroundRow *Catalogue::background(llvm::StringRef Handle) const {
  for (const std::unique_ptr<Library> &Lib : llvm::reverse(Libs))
    for (const BackgroundRow &Row : Lib->Backgrounds)
      if (accepts(Row, Handle))
        return &Row;
  return nullptr;
}

const RewriteRow *Catalogue::rewrite(const Library &Lib,
                                     llvm::StringRef On) const {
  for (const RewriteRow &Row : Lib.Rewrites)
    if (Row.On == On)
      return &Row;
  return nullptr;
}

const CancellationRow *Catalogue::cancellation(llvm::StringRef Name) const {
  return Ix->Cancellations.lookup(Name);
}

bool Catalogue::isTimerWait(llvm::StringRef Name) const {
  return Ix->TimerWaits.contains(Name);
}

bool Catalogue::isAcceptWait(llvm::StringRef Name) const {
  return Ix->AcceptWaits.contains(Name);
}

bool Catalogue::isExecutor(llvm::StringRef Name) const {
  return Ix->Executors.contains(Name);
}

bool Catalogue::isSanctioned(llvm::StringRef Name) const {
  return Ix->Sanctioned.contains(Name);
}

bool Catalogue::isSanctionedMacro(llvm::StringRef Name) const {
  return Ix->SanctionedMacros.contains(Name);
}

bool Catalogue::isNotTask(llvm::StringRef Name) const {
  return Ix->NotTasks.contains(Name);
}

bool Catalogue::mayBeSpawn(llvm::StringRef LastComponent) const {
  return Ix->SpawnWords.contains(LastComponent);
}

bool Catalogue::mayBeSink(llvm::StringRef LastComponent) const {
  return Ix->SinkWords.contains(LastComponent);
}

} // namespace holdfast::catalogue
