// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/catalogue/Catalogue.h"

#include "checks/catalogue/BuiltIn.h"
#include "checks/catalogue/Index.h"
#include "checks/catalogue/Schema.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/MemoryBuffer.h"

namespace holdfast::catalogue {

std::string LoadError::str() const {
  std::string Place = File;
  if (Line != 0)
    Place += ":" + std::to_string(Line) + ":" + std::to_string(Column);
  return Place + ": error: " + Message;
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

const OwnerRow *Catalogue::memberOwner(llvm::StringRef Handle) const {
  for (const std::unique_ptr<Library> &Lib : llvm::reverse(Libs))
    for (const OwnerRow &Row : Lib->Owners)
      if (!Row.MemberFrom.empty() && accepts(Row, Handle))
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
