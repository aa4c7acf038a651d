// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/catalogue/Schema.h"

#include "checks/catalogue/Rows.h"

namespace holdfast::catalogue {

static void noDiscard(Reader &R, Value V, HandleRow &Out) {
  if (auto Text = R.word(V, {"type", "fn", "none"}))
    Out.NoDiscard = *std::move(Text);
}
static void block(Reader &R, Value V, HandleRow &Out) {
  readCode(R, V, {"{h}", "{ns}"}, {"{h}"}, Out.Block);
}
static void add(Reader &R, Value V, OwnerRow &Out) {
  readCode(R, V, {"{o}", "{h}", "{ns}"}, {"{h}"}, Out.Add);
}
static void addOn(Reader &R, Value V, OwnerRow &Out) {
  readCode(R, V, {"{o}", "{ex}", "{h}", "{ns}"}, {"{ex}", "{h}"}, Out.AddOn);
}
static void addToBackground(Reader &R, Value V, BackgroundRow &Out) {
  readCode(R, V, {"{ex}", "{h}", "{ns}"}, {"{ex}", "{h}"}, Out.Add);
}
static void thisExecutor(Reader &R, Value V, Library &Out) {
  readCode(R, V, {"{ns}"}, {}, Out.ThisExecutor);
}
static void joinOwner(Reader &R, Value V, OwnerRow &Out) {
  readCode(R, V, {"{o}", "{ns}"}, {}, Out.Join);
}
static void rewriteTo(Reader &R, Value V, RewriteRow &Out) {
  readCode(R, V, {"{ns}"}, {}, Out.To);
}
static void roots(Reader &R, Value V, Library &Out) {
  readRoots(R, V, Out.Roots);
}
static void macros(Reader &R, Value V, Library &Out) {
  readMacros(R, V, Out.SanctionedMacros);
}

static constexpr Key<HandleRow> HandleKeys[] = {
    {{"type", "", "the class, without template arguments"},
     name<&HandleRow::Type>},
    {{"start", "infer", "when the work begins"}, plain<&HandleRow::Starts>},
    {{"drop", "infer", "what becomes of the work when the handle is dropped"},
     plain<&HandleRow::Drop>},
    {{"errors", "infer", "what becomes of the error that nobody observes"},
     plain<&HandleRow::Errors>},
    {{"nodiscard", "none",
      "what the library itself marks: `type`, `fn` or `none`; for readers"},
     noDiscard},
    {{"observe", "[]",
      "members and free functions that hand over the result or the error; the "
      "word `co_await` where a coroutine can await the handle"},
     plain<&HandleRow::Observe>},
    {{"join", "[]", "members that wait for the end without seeing the error"},
     plain<&HandleRow::Join>},
    {{"detach", "[]", "members that let go of the work on purpose"},
     plain<&HandleRow::Detach>},
    {{"chain", "[]", "members whose result is again a handle"},
     plain<&HandleRow::Chain>},
    {{"release", "[]", "members through which the ownership goes elsewhere"},
     plain<&HandleRow::Release>},
    {{"temporary-only", "false",
      "true where a named object's destructor joins, so that only a dropped "
      "temporary is a finding"},
     plain<&HandleRow::TemporaryOnly>},
    {{"block", "none",
      "a call that waits outside of coroutines and throws the work's error: "
      "`{h}.get()`, `{ns}::sync_wait({h})`"},
     block},
    {{"block-header", "none", "the header that `block` needs"},
     header<&HandleRow::BlockHeader>},
    {{"on-by-default", "true",
      "false where the row takes part only when the user asks for it"},
     plain<&HandleRow::OnByDefault>},
};

static constexpr Key<OwnerRow> OwnerKeys[] = {
    {{"type", "", "the class whose objects own tasks"}, name<&OwnerRow::Type>},
    {{"add", "",
      "how a handle is given to it: `{o}` is the owner, `{h}` the handle, "
      "`{ns}` the library's root"},
     add},
    {{"add-on", "none",
      "the same for a task that runs on an executor `{ex}` of its own: "
      "`{o}.spawn_on({ex}, {h})`"},
     addOn},
    {{"join", "none", "how it is joined: `co_await {o}.join()`"}, joinOwner},
    {{"destructor", "none",
      "what its destructor does with live tasks, in one word"},
     plain<&OwnerRow::Destructor>},
    {{"accepts", "those of this library",
      "the handles that it takes, as qualified names"},
     names<&OwnerRow::Accepts>},
    {{"header", "none", "the header that declares it"},
     header<&OwnerRow::Header>},
};

static constexpr Key<BackgroundRow> BackgroundKeys[] = {
    {{"add", "",
      "how a handle `{h}` is given to the owner that belongs to the executor "
      "`{ex}`"},
     addToBackground},
    {{"accepts", "those of this library",
      "the handles that it takes, as qualified names"},
     names<&BackgroundRow::Accepts>},
    {{"header", "none", "the header that `add` needs"},
     header<&BackgroundRow::Header>},
};

static constexpr Key<RewriteRow> RewriteKeys[] = {
    {{"on", "", "what is replaced: `detached`"}, plain<&RewriteRow::On>},
    {{"to", "", "the text in its place"}, rewriteTo},
    {{"header", "none", "the header that the text needs"},
     header<&RewriteRow::Header>},
    {{"title", "", "the name of the quick fix"}, plain<&RewriteRow::Title>},
};

static constexpr Key<Library> LibraryKeys[] = {
    {{"id", "",
      "a short name; a later file's library replaces the one with "
      "the same id"},
     plain<&Library::Id>},
    {{"name", "the id", "the name for people"}, plain<&Library::Name>},
    {{"roots", "", "namespaces that the rows' names are relative to"}, roots},
    {{"on-by-default", "true",
      "false for the library is false for its handles"},
     plain<&Library::OnByDefault>},
    {{"handles", "[]", "types whose objects are handles of asynchronous work"},
     rows<&Library::Handles>},
    {{"spawns", "[]", "functions that start work"}, rows<&Library::Spawns>},
    {{"token-adapters", "[]", "completion tokens that wrap another one"},
     rows<&Library::TokenAdapters>},
    {{"detachers", "[]", "functions that leave work without an owner"},
     rows<&Library::Detachers>},
    {{"fire-and-forget", "[]",
      "coroutine return types that give the caller nothing to hold"},
     rows<&Library::FireAndForget>},
    {{"owners", "[]", "types whose objects own tasks"}, rows<&Library::Owners>},
    {{"backgrounds", "[]",
      "owners that every execution context has, without a declaration"},
     rows<&Library::Backgrounds>},
    {{"rewrites", "[]", "text in place of a dropped token"},
     rows<&Library::Rewrites>},
    {{"this-executor", "none",
      "inside a coroutine of the library, the executor that it runs on"},
     thisExecutor},
    {{"executors", "[]", "types that work can be spawned on"},
     names<&Library::Executors>},
    {{"sanctioned", "[]",
      "functions, variables and types through which a drop is meant"},
     names<&Library::Sanctioned>},
    {{"sanctioned-macros", "[]", "macros in whose arguments a drop is meant"},
     macros},
    {{"not-tasks", "[]", "types that look like tasks and are none"},
     names<&Library::NotTasks>},
};

HOLDFAST_CATALOGUE_SHAPE(HandleRow, "a handle", "handles", HandleKeys, Row.Type)
HOLDFAST_CATALOGUE_SHAPE(OwnerRow, "an owner", "owners", OwnerKeys, Row.Type)
HOLDFAST_CATALOGUE_SHAPE(BackgroundRow, "a background owner", "backgrounds",
                         BackgroundKeys, Row.Add)
HOLDFAST_CATALOGUE_SHAPE(RewriteRow, "a rewrite", "rewrites", RewriteKeys,
                         Row.On)
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
  eachKey<HandleRow>(Each);
  eachKey<SpawnRow>(Each);
  eachKey<TokenCase>(Each);
  eachKey<TokenAdapterRow>(Each);
  eachKey<DetacherRow>(Each);
  eachKey<FireAndForgetRow>(Each);
  eachKey<OwnerRow>(Each);
  eachKey<BackgroundRow>(Each);
  eachKey<RewriteRow>(Each);
}

} // namespace holdfast::catalogue
