// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The facts about task libraries: one YAML file per library, built into the
// tool, plus the user's own files. docs/catalogue.md describes the schema.
//
// Names are qualified, without template arguments and without inline
// namespaces, and relative to the library's roots: `task` under the root
// `::cppcoro` is `::cppcoro::task`. A name that begins with `::` is absolute.
#pragma once

#include "checks/catalogue/Facts.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace holdfast::catalogue {

struct Library;

/// What a macro that the user defines makes of a handle.
struct MacroCase {
  std::string Macro;
  Consequence Drop = Consequence::Unknown;
  ErrorFate Errors = ErrorFate::Unknown;
};

/// A type whose objects are handles of asynchronous work.
struct HandleRow {
  const Library *Lib = nullptr;
  std::string Type;
  Start Starts = Start::Unknown;
  /// Unknown: inferred from the promise type.
  Consequence Drop = Consequence::Unknown;
  ErrorFate Errors = ErrorFate::Unknown;
  /// Informational: `type`, `fn` or `none`.
  std::string NoDiscard = "none";
  /// Members and free functions that see the work's result or error; the word
  /// `co_await` among them means that a coroutine can await the handle.
  std::vector<std::string> Observe;
  /// Members that wait for the end of the work without seeing its error.
  std::vector<std::string> Join;
  /// Members that let go of the work on purpose.
  std::vector<std::string> Detach;
  /// Members whose result is again a handle, which must be consumed itself.
  std::vector<std::string> Chain;
  /// Members through which ownership goes elsewhere (`release`, `swap`, ...).
  std::vector<std::string> Release;
  /// Only a temporary is a finding: a named object's destructor joins.
  bool TemporaryOnly = false;
  /// The first macro of these that is defined has the last word.
  std::vector<MacroCase> Macros;
  /// A call that waits for the result and throws its error outside of
  /// coroutines: `{h}.get()`, `{ns}::sync_wait({h})`, `{h}.wait({::scope})`,
  /// where `{::scope}` is an object of that type. Empty where there is none.
  std::string Block;
  /// Header that `Block` needs, or empty.
  std::string BlockHeader;
  /// How several are awaited at once: `{ns}::when_all({h}, {h})`, with `{h}`
  /// for the first and for every further one. Empty where there is no such
  /// word.
  std::string JoinAll;
  /// Header that `JoinAll` needs, or empty.
  std::string JoinAllHeader;
  /// Namespace whose operators `JoinAll` needs, or empty.
  std::string JoinAllUsing;
  /// False: the row takes part only where the user turns it on.
  bool OnByDefault = true;
};

/// What one kind of completion token makes of a spawn.
struct TokenCase {
  std::string Token;
  /// True: nobody owns the work (asio::detached).
  bool Detached = false;
  /// The errors of the detached work.
  ErrorFate Errors = ErrorFate::Unknown;
  /// What the drop of the returned handle does; Unknown: as its type says.
  Consequence Drop = Consequence::Unknown;
};

/// What one enumerator among the arguments makes of a spawn.
struct ValueCase {
  /// The enumerator: `launch::deferred`.
  std::string Value;
  Consequence Drop = Consequence::Unknown;
  ErrorFate Errors = ErrorFate::Unknown;
};

/// A function that starts work.
struct SpawnRow {
  const Library *Lib = nullptr;
  std::string Function;
  /// Overrides the returned handle's own consequence (std::async).
  Consequence Drop = Consequence::Unknown;
  ErrorFate Errors = ErrorFate::Unknown;
  /// The completion token is the last argument.
  bool HasToken = false;
  std::vector<TokenCase> Tokens;
  /// The token that a call means which leaves it out, or empty.
  std::string DefaultToken;
  std::vector<ValueCase> Values;
  /// Zero-based position of the callable that sees the work's error where its
  /// first parameter is the handle, so that the result may be dropped; -1:
  /// none.
  int ObserverArg = -1;
  /// Zero-based position of the executor and of the task or callable; -1: none.
  int ExecutorArg = -1;
  int TaskArg = -1;
  /// Dropping the result is the normal use: the callee owns the task.
  bool Sanctioned = false;
  /// Only a temporary is a finding: the callee owns the work, so that a handle
  /// that had a name may die.
  bool TemporaryOnly = false;
  /// The row speaks only of calls with this many arguments; -1: of all.
  int ArgCount = -1;
};

/// A token that wraps another one: `bind_executor(ex, detached)`.
struct TokenAdapterRow {
  const Library *Lib = nullptr;
  std::string Type;
  /// Zero-based template argument that is the inner token.
  unsigned Inner = 0;
  /// The adapter may be left out without a change for a detached task.
  bool Droppable = false;
};

/// A free or member function that leaves work without an owner and returns
/// nothing: `exec::start_detached`, `pthread_detach`.
struct DetacherRow {
  const Library *Lib = nullptr;
  std::string Function;
  ErrorFate Errors = ErrorFate::Unknown;
  /// False: the row takes part only where the user turns it on.
  bool OnByDefault = true;
};

/// A coroutine return type that gives its caller nothing to hold.
struct FireAndForgetRow {
  const Library *Lib = nullptr;
  std::string Type;
  ErrorFate Errors = ErrorFate::Unknown;
};

/// How the cancellation of a coroutine reaches the code inside of it.
struct CancellationRow {
  const Library *Lib = nullptr;
  /// The coroutine return types that it is true of.
  std::vector<std::string> Types;
  /// The exceptions that a cancelled `co_await` throws.
  std::vector<std::string> Throws;
  /// Words by which a handler tells a cancellation from an error, such as
  /// `operation_aborted`.
  std::vector<std::string> Tells;
  /// Once the coroutine is cancelled, every further `co_await` throws at once.
  bool Repeats = false;
};

/// An object that owns tasks.
struct OwnerRow {
  const Library *Lib = nullptr;
  std::string Type;
  /// How a handle is given to it: `{o}.spawn({h})`. `{o}` is the owner, `{h}`
  /// the handle, `{ns}` the library's root without its leading `::`.
  std::string Add;
  /// The same for a task that must run on an executor `{ex}` of its own:
  /// `{o}.spawn_on({ex}, {h})`. Empty where the owner cannot do that.
  std::string AddOn;
  /// How it is joined: `co_await {o}.join()`.
  std::string Join;
  /// What its destructor does with live tasks, in one word.
  std::string Destructor;
  /// A child's exception cancels its siblings and ends the join.
  bool FailFast = false;
  /// Handles that it takes, as qualified type names; empty: those of its own
  /// library.
  std::vector<std::string> Accepts;
  std::string Header;
  /// What a class must have for the owner to become a member of it: `executor`.
  /// Empty: it is not added to classes.
  std::string MemberFrom;
};

/// The owner that every execution context has, without anybody declaring it.
struct BackgroundRow {
  const Library *Lib = nullptr;
  /// `holdfast::background({ex}).spawn({h})`.
  std::string Add;
  /// Handles that it takes, as qualified type names.
  std::vector<std::string> Accepts;
  std::string Header;
};

/// A function or constructor that calls what it is given and throws the result
/// of that call away.
struct SinkRow {
  const Library *Lib = nullptr;
  std::string Function;
  /// Zero-based position of the callable; -1: whichever argument is one.
  int Callable = -1;
  /// The row speaks only of calls with this many arguments; -1: of all.
  int ArgCount = -1;
  /// Zero-based position of the executor that the callable runs on, so that an
  /// owner's spawn can take the place of the call; -1: none.
  int ExecutorArg = -1;
  /// Keeps the callable and calls it once for each event. A task that runs on
  /// by itself is what a handler of events is for, and is not reported.
  bool Event = false;
  /// Handles that the function takes care of after all.
  std::vector<std::string> Consumes;
  /// What a person would write instead, for the note.
  std::string Instead;
};

/// A class template that holds any callable of the signature that is its first
/// argument, and throws the result away where that signature returns void:
/// `std::function<void ()>`.
struct WrapperRow {
  const Library *Lib = nullptr;
  std::string Type;
  /// As in SinkRow.
  bool Event = false;
};

/// Text in place of a dropped token: `detached` by a handler that rethrows.
struct RewriteRow {
  const Library *Lib = nullptr;
  /// `detached`.
  std::string On;
  std::string To;
  std::string Header;
  std::string Title;
};

/// Where the library declares what users know under another name: a sender
/// library's `task` is an alias of a class in a `_task` namespace.
struct AliasRow {
  const Library *Lib = nullptr;
  std::string Name;
  std::string Declared;
};

/// One library: one file of the catalogue.
struct Library {
  std::string Id;
  /// The name for people: `Boost.Asio`.
  std::string Name;
  /// The file it was read from, for messages; `<built in>/asio.yaml`.
  std::string File;
  /// With the leading `::`.
  std::vector<std::string> Roots;
  /// What the rows were run on: `real-headers`, `minimal-headers` that stand in
  /// for the library's own, or `read-only`.
  std::string Proved = "read-only";
  /// False: its handles and what its spawns return are silent, its detachers
  /// and fire-and-forget types as well.
  bool OnByDefault = true;
  std::vector<AliasRow> Aliases;
  std::vector<HandleRow> Handles;
  std::vector<SpawnRow> Spawns;
  /// How the names of functions begin, in any namespace, whose last argument is
  /// a token of this library: `async_`.
  std::vector<std::string> InitiatingPrefixes;
  std::vector<TokenAdapterRow> TokenAdapters;
  std::vector<DetacherRow> Detachers;
  std::vector<FireAndForgetRow> FireAndForget;
  std::vector<OwnerRow> Owners;
  std::vector<BackgroundRow> Backgrounds;
  std::vector<SinkRow> Sinks;
  std::vector<WrapperRow> Wrappers;
  std::vector<RewriteRow> Rewrites;
  std::vector<CancellationRow> Cancellations;
  /// Inside a coroutine of this library, the executor that it runs on:
  /// `co_await {ns}::this_coro::executor`. Empty where there is no such word.
  std::string ThisExecutor;
  /// Functions whose result calls the first argument and returns what that
  /// returns: `std::bind`.
  std::vector<std::string> Binders;
  /// Types that work can be spawned on: executors and execution contexts.
  std::vector<std::string> Executors;
  /// Functions that wait until a time, and those that wait for the next
  /// connection.
  std::vector<std::string> TimerWaits;
  std::vector<std::string> AcceptWaits;
  /// Functions, variables and types through which a drop is meant.
  std::vector<std::string> Sanctioned;
  /// Macros in whose arguments a drop is meant: `EXPECT_THROW`.
  std::vector<std::string> SanctionedMacros;
  /// Types that look like tasks and are none: generators, plain awaitables.
  std::vector<std::string> NotTasks;

  /// The qualified names that \p Name of a row stands for: one for each root,
  /// or itself where it is absolute, and those that an alias adds.
  std::vector<std::string> qualify(llvm::StringRef Name) const;
  /// True if \p Qualified is one of the names that \p Name stands for.
  bool names(llvm::StringRef Name, llvm::StringRef Qualified) const;
  /// The name that users know \p Qualified by: itself where no alias speaks.
  std::string publicName(llvm::StringRef Qualified) const;
  /// What `{ns}` stands for beside \p Qualified: the root that it lies under,
  /// without the leading `::`; the first root where it lies under none.
  llvm::StringRef rootOf(llvm::StringRef Qualified) const;
};

/// One thing that is wrong with a catalogue file. Printed as
/// `FILE:LINE:COLUMN: error: MESSAGE`.
struct LoadError {
  std::string File;
  unsigned Line = 0;
  unsigned Column = 0;
  std::string Message;
  std::string str() const;
};

/// All rows, by qualified name. Immutable once loaded; may be read from any
/// number of threads.
class Catalogue {
public:
  /// The rows that are built into the tool. They are loaded once per process.
  static std::shared_ptr<const Catalogue> builtIn();

  /// The built-in rows, then \p Files in their order: a library in a later file
  /// takes the place of one with the same id. A file that cannot be read or is
  /// wrong adds nothing and leaves its errors in \p Errors.
  static std::shared_ptr<const Catalogue>
  load(llvm::ArrayRef<std::string> Files, std::vector<LoadError> &Errors);

  /// Checks one file without keeping it. Empty: the file is right.
  static std::vector<LoadError> validate(llvm::StringRef File);

  /// Lookups take the name with its leading `::`.
  const HandleRow *handle(llvm::StringRef Name) const;
  const SpawnRow *spawn(llvm::StringRef Name, unsigned ArgCount) const;
  const TokenAdapterRow *tokenAdapter(llvm::StringRef Name) const;
  const DetacherRow *detacher(llvm::StringRef Name) const;
  const FireAndForgetRow *fireAndForget(llvm::StringRef Name) const;
  const OwnerRow *owner(llvm::StringRef Name) const;
  const SinkRow *sink(llvm::StringRef Name, unsigned ArgCount) const;
  const WrapperRow *wrapper(llvm::StringRef Name) const;
  bool isBinder(llvm::StringRef Name) const;
  /// The owner that takes handles of the type \p Handle and may be added to a
  /// class; of several the one that was loaded last.
  const OwnerRow *memberOwner(llvm::StringRef Handle) const;
  /// What the token type \p Token (qualified, already without its adapters)
  /// makes of \p Spawn; nullptr where the row says nothing about it.
  const TokenCase *tokenCase(const SpawnRow &Spawn,
                             llvm::StringRef Token) const;
  /// The case of the token type \p Token if it detaches work, whatever the
  /// spawn; with its library.
  std::pair<const TokenCase *, const Library *>
  detachingToken(llvm::StringRef Token) const;
  /// The case of \p Spawn for the enumerator \p Value (qualified).
  const ValueCase *valueCase(const SpawnRow &Spawn,
                             llvm::StringRef Value) const;
  /// True if some library's functions with tokens are named so.
  bool isInitiating(llvm::StringRef FunctionName) const;
  /// True if a handle of type \p Handle may be given to the owner \p Row.
  bool accepts(const OwnerRow &Row, llvm::StringRef Handle) const;
  bool accepts(const BackgroundRow &Row, llvm::StringRef Handle) const;
  const RewriteRow *rewrite(const Library &Lib, llvm::StringRef On) const;
  /// The background owner that takes handles of the type \p Handle; of several
  /// the one that was loaded last.
  const BackgroundRow *background(llvm::StringRef Handle) const;
  /// How a coroutine that returns the type \p Name hears that it is cancelled.
  const CancellationRow *cancellation(llvm::StringRef Name) const;
  bool isTimerWait(llvm::StringRef Name) const;
  bool isAcceptWait(llvm::StringRef Name) const;
  bool isExecutor(llvm::StringRef Name) const;
  bool isSanctioned(llvm::StringRef Name) const;
  bool isSanctionedMacro(llvm::StringRef Name) const;
  bool isNotTask(llvm::StringRef Name) const;

  /// True if \p Name is the last component of some spawn row or detacher; a
  /// cheap first test for unresolved calls.
  bool mayBeSpawn(llvm::StringRef LastComponent) const;
  /// Likewise for the sinks; a constructor goes by its class.
  bool mayBeSink(llvm::StringRef LastComponent) const;

  llvm::ArrayRef<std::unique_ptr<Library>> libraries() const { return Libs; }

private:
  Catalogue();
  void index();

  std::vector<std::unique_ptr<Library>> Libs;
  struct Index;
  std::shared_ptr<Index> Ix;
};

/// The `.holdfast.yaml` files that speak for \p SourceFile: those in its folder
/// and the folders above, the outermost first.
std::vector<std::string> findUserFiles(llvm::StringRef SourceFile);

} // namespace holdfast::catalogue
