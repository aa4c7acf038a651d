// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/catalogue/Schema.h"

#include "checks/catalogue/Rows.h"
#include "checks/catalogue/Values.h"

namespace holdfast::catalogue {

template <> const Shape<HandleRow> &shape();
template <> const Shape<SpawnRow> &shape();
template <> const Shape<TokenCase> &shape();
template <> const Shape<TokenAdapterRow> &shape();
template <> const Shape<DetacherRow> &shape();
template <> const Shape<FireAndForgetRow> &shape();
template <> const Shape<OwnerRow> &shape();
template <> const Shape<BackgroundRow> &shape();
template <> const Shape<RewriteRow> &shape();

template <auto Member, class Row> void plain(Reader &R, Value V, Row &Out) {
  R.read(V, Out.*Member);
}
template <auto Member, class Row> void name(Reader &R, Value V, Row &Out) {
  readName(R, V, Out.*Member);
}
template <auto Member, class Row> void names(Reader &R, Value V, Row &Out) {
  readNames(R, V, Out.*Member);
}
template <auto Member, class Row> void header(Reader &R, Value V, Row &Out) {
  readHeader(R, V, Out.*Member);
}
template <auto Member, class Row> void rows(Reader &R, Value V, Row &Out) {
  readRows(R, V, Out.*Member);
}

static void tokens(Reader &R, Value V, SpawnRow &Out) {
  readRows(R, V, Out.Tokens);
  Out.HasToken = true;
}
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

static constexpr Key<TokenCase> TokenKeys[] = {
    {{"token", "", "the token's class"}, name<&TokenCase::Token>},
    {{"detached", "false", "true where nobody owns the work afterwards"},
     plain<&TokenCase::Detached>},
    {{"errors", "infer", "what becomes of the detached work's error"},
     plain<&TokenCase::Errors>},
    {{"drop", "infer", "what dropping the returned handle does"},
     plain<&TokenCase::Drop>},
};

static constexpr Key<SpawnRow> SpawnKeys[] = {
    {{"fn", "", "the function; a member as `type::member`"},
     name<&SpawnRow::Function>},
    {{"drop", "infer",
      "what dropping its result does, where that differs from the result's "
      "type"},
     plain<&SpawnRow::Drop>},
    {{"errors", "infer", "likewise for the error"}, plain<&SpawnRow::Errors>},
    {{"has-token", "false",
      "the last argument is a completion token; `tokens` implies it"},
     plain<&SpawnRow::HasToken>},
    {{"tokens", "[]", "what each kind of token makes of the call"}, tokens},
    {{"default-token", "none",
      "the token that a call means which leaves it out"},
     name<&SpawnRow::DefaultToken>},
    {{"executor-arg", "none", "position of the executor, from 0"},
     plain<&SpawnRow::ExecutorArg>},
    {{"task-arg", "none", "position of the task or callable, from 0"},
     plain<&SpawnRow::TaskArg>},
    {{"sanctioned", "false",
      "true where the callee owns the work, so that its result may be dropped"},
     plain<&SpawnRow::Sanctioned>},
    {{"arg-count", "any",
      "the row speaks only of calls with so many arguments"},
     plain<&SpawnRow::ArgCount>},
};

static constexpr Key<TokenAdapterRow> AdapterKeys[] = {
    {{"type", "", "the class that wraps another token"},
     name<&TokenAdapterRow::Type>},
    {{"inner", "0", "which template argument is the inner token, from 0"},
     plain<&TokenAdapterRow::Inner>},
    {{"droppable", "false",
      "true where leaving it out changes nothing for detached work"},
     plain<&TokenAdapterRow::Droppable>},
};

static constexpr Key<DetacherRow> DetacherKeys[] = {
    {{"fn", "", "the function; a member as `type::member`"},
     name<&DetacherRow::Function>},
    {{"errors", "infer", "what becomes of the work's error"},
     plain<&DetacherRow::Errors>},
};

static constexpr Key<FireAndForgetRow> FireAndForgetKeys[] = {
    {{"type", "", "the coroutine return type"}, name<&FireAndForgetRow::Type>},
    {{"errors", "infer", "what becomes of the coroutine's error"},
     plain<&FireAndForgetRow::Errors>},
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

template <> const Shape<HandleRow> &shape() {
  static constexpr Shape<HandleRow> S{
      "a handle", "handles", HandleKeys,
      [](const HandleRow &Row) { return Row.Type; }};
  return S;
}
template <> const Shape<SpawnRow> &shape() {
  static constexpr Shape<SpawnRow> S{
      "a spawn", "spawns", SpawnKeys, [](const SpawnRow &Row) {
        return Row.ArgCount < 0 || Row.Function.empty()
                   ? Row.Function
                   : Row.Function + "/" + std::to_string(Row.ArgCount);
      }};
  return S;
}
template <> const Shape<TokenCase> &shape() {
  static constexpr Shape<TokenCase> S{
      "a token", "tokens", TokenKeys,
      [](const TokenCase &Row) { return Row.Token; }};
  return S;
}
template <> const Shape<TokenAdapterRow> &shape() {
  static constexpr Shape<TokenAdapterRow> S{
      "a token adapter", "token-adapters", AdapterKeys,
      [](const TokenAdapterRow &Row) { return Row.Type; }};
  return S;
}
template <> const Shape<DetacherRow> &shape() {
  static constexpr Shape<DetacherRow> S{
      "a detacher", "detachers", DetacherKeys,
      [](const DetacherRow &Row) { return Row.Function; }};
  return S;
}
template <> const Shape<FireAndForgetRow> &shape() {
  static constexpr Shape<FireAndForgetRow> S{
      "a fire-and-forget type", "fire-and-forget", FireAndForgetKeys,
      [](const FireAndForgetRow &Row) { return Row.Type; }};
  return S;
}
template <> const Shape<OwnerRow> &shape() {
  static constexpr Shape<OwnerRow> S{
      "an owner", "owners", OwnerKeys,
      [](const OwnerRow &Row) { return Row.Type; }};
  return S;
}
template <> const Shape<BackgroundRow> &shape() {
  static constexpr Shape<BackgroundRow> S{
      "a background owner", "backgrounds", BackgroundKeys,
      [](const BackgroundRow &Row) { return Row.Add; }};
  return S;
}
template <> const Shape<RewriteRow> &shape() {
  static constexpr Shape<RewriteRow> S{
      "a rewrite", "rewrites", RewriteKeys,
      [](const RewriteRow &Row) { return Row.On; }};
  return S;
}
template <> const Shape<Library> &shape() {
  static constexpr Shape<Library> S{"a library", "libraries", LibraryKeys,
                                    [](const Library &Row) { return Row.Id; }};
  return S;
}

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
