// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/catalogue/Schema.h"

#include "checks/catalogue/Rows.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Regex.h"

namespace holdfast::catalogue {

static void noDiscard(Reader &R, Value V, std::string &Out) {
  if (auto Text = R.word(V, {"type", "fn", "none"}))
    Out = *std::move(Text);
}
static void proved(Reader &R, Value V, std::string &Out) {
  if (auto Text = R.word(V, {"real-headers", "minimal-headers", "read-only"}))
    Out = *std::move(Text);
}
static void block(Reader &R, Value V, std::string &Out) {
  readCode(R, V, {"{h}", "{ns}"}, {"{h}"}, Out);
  if (llvm::StringRef(Out).contains("{::") &&
      !llvm::Regex("\\{::[A-Za-z0-9_:]+\\}").match(Out)) {
    R.error(V.at(), "'{::' begins no type of an object in scope in '" + V.Key +
                        "'; write '{::ns::Type}'");
    Out.clear();
  }
}
static void joinAll(Reader &R, Value V, std::string &Out) {
  readCode(R, V, {"{h}", "{ns}"}, {"{h}"}, Out);
  if (!Out.empty() && llvm::StringRef(Out).count("{h}") != 2) {
    R.error(V.at(), "'" + V.Key +
                        "' must hold '{h}' twice: for the first handle, and "
                        "for each further one");
    Out.clear();
  }
}
static void joinAllUsing(Reader &R, Value V, std::string &Out) {
  readCode(R, V, {"{ns}"}, {}, Out);
}
static void add(Reader &R, Value V, std::string &Out) {
  readCode(R, V, {"{o}", "{h}", "{ns}"}, {"{h}"}, Out);
}
static void addOn(Reader &R, Value V, std::string &Out) {
  readCode(R, V, {"{o}", "{ex}", "{h}", "{ns}"}, {"{ex}", "{h}"}, Out);
}
static void addToBackground(Reader &R, Value V, std::string &Out) {
  readCode(R, V, {"{ex}", "{h}", "{ns}"}, {"{ex}", "{h}"}, Out);
}
static void thisExecutor(Reader &R, Value V, std::string &Out) {
  readCode(R, V, {"{ns}"}, {}, Out);
}
static void joinOwner(Reader &R, Value V, std::string &Out) {
  readCode(R, V, {"{o}", "{ns}"}, {}, Out);
}
static void destructor(Reader &R, Value V, std::string &Out) {
  if (auto Text = R.word(V, {"asserts", "blocks", "cancels", "cancels-blocks",
                             "detaches", "leaks", "nothing", "terminates",
                             "throws", "undefined"}))
    Out = *std::move(Text);
}
static void rewriteOn(Reader &R, Value V, std::string &Out) {
  if (auto Text = R.word(V, {"detached"}))
    Out = *std::move(Text);
}
static void aliasName(Reader &R, Value V, std::string &Out) {
  readName(R, V, Out);
  R.expectRow(V.at());
}
static void memberFrom(Reader &R, Value V, std::string &Out) {
  if (auto Text = R.word(V, {"executor"}))
    Out = *std::move(Text);
}
static void rewriteTo(Reader &R, Value V, std::string &Out) {
  readCode(R, V, {"{ns}"}, {}, Out);
}

static void macro(Reader &R, Value V, std::string &Out) {
  readMacro(R, V, Out);
}

static constexpr Key<MacroCase> MacroKeys[] = {
    key<&MacroCase::Macro, macro>(
        {"macro", "", "a macro that changes the library"}),
    key<&MacroCase::Drop>(
        {"drop", "infer", "what becomes of the work where it is defined"}),
    key<&MacroCase::Errors>({"errors", "infer", "likewise of the error"}),
};

static constexpr Key<HandleRow> HandleKeys[] = {
    key<&HandleRow::Type, readName>(
        {"type", "", "the class, without template arguments"}),
    key<&HandleRow::Starts>({"start", "infer", "when the work begins"}),
    key<&HandleRow::Drop>(
        {"drop", "infer",
         "what becomes of the work when the handle is dropped"}),
    key<&HandleRow::Errors>(
        {"errors", "infer", "what becomes of the error that nobody observes"}),
    key<&HandleRow::NoDiscard, noDiscard>(
        {"nodiscard", "none",
         "what the library itself marks: `type`, `fn` or `none`; for readers"}),
    key<&HandleRow::Observe>(
        {"observe", "[]",
         "members and free functions that hand over the result or the error; "
         "the "
         "word `co_await` where a coroutine can await the handle"}),
    key<&HandleRow::Join>(
        {"join", "[]",
         "members that wait for the end without seeing the error"}),
    key<&HandleRow::Detach>(
        {"detach", "[]", "members that let go of the work on purpose"}),
    key<&HandleRow::Chain>(
        {"chain", "[]", "members whose result is again a handle"}),
    key<&HandleRow::Release>(
        {"release", "[]",
         "members through which the ownership goes elsewhere"}),
    key<&HandleRow::TemporaryOnly>(
        {"temporary-only", "false",
         "true where a named object is what bounds the work: its destructor "
         "joins, or ends it with the scope on purpose; only a dropped "
         "temporary "
         "is a finding"}),
    key<&HandleRow::Macros>(
        {"macros", "[]",
         "macros that change what a drop does; the first that is defined "
         "counts"}),
    key<&HandleRow::Block, block>(
        {"block", "none",
         "a call that waits outside of coroutines and throws the work's error: "
         "`{h}.get()`, `{ns}::sync_wait({h})`; `{::kj::WaitScope}` is an "
         "object of that type in scope, and without one no wait is written"}),
    key<&HandleRow::BlockHeader, readHeader>(
        {"block-header", "none", "the header that `block` needs"}),
    key<&HandleRow::JoinAll, joinAll>(
        {"join-all", "none",
         "what a coroutine awaits to have several at once: "
         "`{ns}::when_all({h}, {h})`, `({h} && {h})`"}),
    key<&HandleRow::JoinAllHeader, readHeader>(
        {"join-all-header", "none",
         "the header that `join-all` needs; `{ns}` is the root as a path"}),
    key<&HandleRow::JoinAllUsing, joinAllUsing>(
        {"join-all-using", "none",
         "the namespace whose operators `join-all` needs"}),
    key<&HandleRow::OnByDefault>(
        {"on-by-default", "true",
         "false where the row takes part only when the user asks for it"}),
};

static constexpr Key<OwnerRow> OwnerKeys[] = {
    key<&OwnerRow::Type, readName>(
        {"type", "", "the class whose objects own tasks"}),
    key<&OwnerRow::Add, add>(
        {"add", "",
         "how a handle is given to it: `{o}` is the owner, `{h}` the handle, "
         "`{ns}` the library's root"}),
    key<&OwnerRow::AddOn, addOn>(
        {"add-on", "none",
         "the same for a task that runs on an executor `{ex}` of its own: "
         "`{o}.spawn_on({ex}, {h})`"}),
    key<&OwnerRow::Join, joinOwner>(
        {"join", "none", "how it is joined: `co_await {o}.join()`"}),
    key<&OwnerRow::Destructor, destructor>(
        {"destructor", "none",
         "what its destructor does with live tasks: `asserts`, `blocks`, "
         "`cancels`, `cancels-blocks`, `detaches`, `leaks`, `nothing`, "
         "`terminates`, `throws` or `undefined`"}),
    key<&OwnerRow::FailFast>(
        {"fail-fast", "false",
         "true where a child's exception cancels its siblings and ends the "
         "join"}),
    key<&OwnerRow::Accepts, readNames>(
        {"accepts", "those of this library",
         "the handles that it takes; the word `sender` means every sender"}),
    key<&OwnerRow::Header, readHeader>(
        {"header", "none", "the header that declares it"}),
    key<&OwnerRow::MemberFrom, memberFrom>(
        {"member-from", "none",
         "`executor` where a fix may add it to a class as a member that is "
         "constructed on an executor of that class"}),
};

static constexpr Key<CancellationRow> CancellationKeys[] = {
    key<&CancellationRow::Types, readNames>(
        {"types", "", "the coroutine return types that the row is true of"}),
    key<&CancellationRow::Throws, readNames>(
        {"throws", "", "the exceptions that a cancelled `co_await` throws"}),
    key<&CancellationRow::Tells>(
        {"tells", "[]",
         "words by which a handler tells a cancellation from an error: "
         "`operation_aborted`"}),
    key<&CancellationRow::Repeats>(
        {"repeats", "false",
         "true where every further `co_await` of a cancelled coroutine throws "
         "at once"}),
};

static constexpr Key<BackgroundRow> BackgroundKeys[] = {
    key<&BackgroundRow::Add, addToBackground>(
        {"add", "",
         "how a handle `{h}` is given to the owner that belongs to the "
         "executor "
         "`{ex}`"}),
    key<&BackgroundRow::Accepts, readNames>(
        {"accepts", "those of this library",
         "the handles that it takes, as qualified names"}),
    key<&BackgroundRow::Header, readHeader>(
        {"header", "none", "the header that `add` needs"}),
};

static constexpr Key<RewriteRow> RewriteKeys[] = {
    key<&RewriteRow::On, rewriteOn>({"on", "", "what is replaced: `detached`"}),
    key<&RewriteRow::To, rewriteTo>({"to", "", "the text in its place"}),
    key<&RewriteRow::Header, readHeader>(
        {"header", "none", "the header that the text needs"}),
    key<&RewriteRow::Title>({"title", "", "the name of the quick fix"}),
};

static constexpr Key<AliasRow> AliasKeys[] = {
    key<&AliasRow::Name, aliasName>(
        {"name", "", "what users write, and the other rows say"}),
    key<&AliasRow::Declared, readName>(
        {"declared", "", "the class that it stands for"}),
};

static constexpr Key<Library> LibraryKeys[] = {
    key<&Library::Id>(
        {"id", "",
         "a short name; a later file's library replaces the one with "
         "the same id"}),
    key<&Library::Name>({"name", "the id", "the name for people"}),
    key<&Library::Roots, readRoots>(
        {"roots", "", "namespaces that the rows' names are relative to"}),
    key<&Library::Proved, proved>(
        {"proved", "read-only",
         "what the rows were run on: the library's own headers "
         "(`real-headers`), "
         "headers of ours that declare the same (`minimal-headers`), or "
         "nothing "
         "(`read-only`); for readers"}),
    key<&Library::OnByDefault>(
        {"on-by-default", "true",
         "false where nothing of the library is reported unless a file says "
         "`enable`"}),
    key<&Library::Aliases>(
        {"aliases", "[]",
         "classes that the library declares under another name than users "
         "know"}),
    key<&Library::Handles>(
        {"handles", "[]",
         "types whose objects are handles of asynchronous work"}),
    key<&Library::Spawns>({"spawns", "[]", "functions that start work"}),
    key<&Library::InitiatingPrefixes, readMacros>(
        {"initiating-prefixes", "[]",
         "how functions of any namespace are named whose last argument is a "
         "token of this library: `async_`"}),
    key<&Library::TokenAdapters>(
        {"token-adapters", "[]", "completion tokens that wrap another one"}),
    key<&Library::Detachers>(
        {"detachers", "[]", "functions that leave work without an owner"}),
    key<&Library::FireAndForget>(
        {"fire-and-forget", "[]",
         "coroutine return types that give the caller nothing to hold"}),
    key<&Library::Owners>({"owners", "[]", "types whose objects own tasks"}),
    key<&Library::Backgrounds>(
        {"backgrounds", "[]",
         "owners that every execution context has, without a declaration"}),
    key<&Library::Sinks>(
        {"sinks", "[]",
         "functions that call a callable and throw its result away"}),
    key<&Library::Wrappers>(
        {"wrappers", "[]",
         "class templates that hold any callable of a signature"}),
    key<&Library::Rewrites>(
        {"rewrites", "[]", "text in place of a dropped token"}),
    key<&Library::Cancellations>(
        {"cancellations", "[]",
         "how the cancellation of a coroutine reaches the code inside"}),
    key<&Library::TimerWaits, readNames>(
        {"timer-waits", "[]", "functions that wait until a time"}),
    key<&Library::AcceptWaits, readNames>(
        {"accept-waits", "[]", "functions that wait for the next connection"}),
    key<&Library::ThisExecutor, thisExecutor>(
        {"this-executor", "none",
         "inside a coroutine of the library, the executor that it runs on"}),
    key<&Library::Binders, readNames>(
        {"binders", "[]",
         "functions whose result calls their first argument and returns what "
         "that returns"}),
    key<&Library::Executors, readNames>(
        {"executors", "[]", "types that work can be spawned on"}),
    key<&Library::Sanctioned, readNames>(
        {"sanctioned", "[]",
         "functions, variables and types through which a drop is meant"}),
    key<&Library::SanctionedMacros, readMacros>(
        {"sanctioned-macros", "[]",
         "macros in whose arguments a drop is meant"}),
    key<&Library::NotTasks, readNames>(
        {"not-tasks", "[]", "types that look like tasks and are none"}),
};

HOLDFAST_CATALOGUE_SHAPE(MacroCase, "a macro", "macros", MacroKeys, Row.Macro)
HOLDFAST_CATALOGUE_SHAPE(HandleRow, "a handle", "handles", HandleKeys, Row.Type)
HOLDFAST_CATALOGUE_SHAPE(OwnerRow, "an owner", "owners", OwnerKeys, Row.Type)
HOLDFAST_CATALOGUE_SHAPE(BackgroundRow, "a background owner", "backgrounds",
                         BackgroundKeys, Row.Add)
HOLDFAST_CATALOGUE_SHAPE(RewriteRow, "a rewrite", "rewrites", RewriteKeys,
                         Row.On)
HOLDFAST_CATALOGUE_SHAPE(AliasRow, "an alias", "aliases", AliasKeys,
                         Row.Declared)
HOLDFAST_CATALOGUE_SHAPE(CancellationRow, "a cancellation", "cancellations",
                         CancellationKeys, llvm::join(Row.Types, " "))
HOLDFAST_CATALOGUE_SHAPE(Library, "a library", "libraries", LibraryKeys, Row.Id)

template <class Row>
static void eachKey(
    llvm::function_ref<void(llvm::StringRef, llvm::StringRef, const KeyInfo &)>
        Each) {
  for (const Key<Row> &K : shape<Row>().Keys)
    Each(shape<Row>().Noun, shape<Row>().List, K);
}

void forEachKey(
    llvm::function_ref<void(llvm::StringRef, llvm::StringRef, const KeyInfo &)>
        Each) {
  eachKey<Library>(Each);
  eachKey<AliasRow>(Each);
  eachKey<HandleRow>(Each);
  eachKey<MacroCase>(Each);
  eachKey<SpawnRow>(Each);
  eachKey<TokenCase>(Each);
  eachKey<ValueCase>(Each);
  eachKey<TokenAdapterRow>(Each);
  eachKey<DetacherRow>(Each);
  eachKey<FireAndForgetRow>(Each);
  eachKey<OwnerRow>(Each);
  eachKey<BackgroundRow>(Each);
  eachKey<SinkRow>(Each);
  eachKey<WrapperRow>(Each);
  eachKey<RewriteRow>(Each);
  eachKey<CancellationRow>(Each);
}

} // namespace holdfast::catalogue
