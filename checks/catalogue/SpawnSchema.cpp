// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The keys of the rows that say how work starts. Those of handles, owners and
// libraries are in Schema.cpp.
#include "checks/catalogue/Rows.h"

namespace holdfast::catalogue {

/// A function and the number of arguments, where the row names one.
static std::string overload(const SpawnRow &Row) {
  if (Row.ArgCount < 0 || Row.Function.empty())
    return Row.Function;
  return Row.Function + "/" + std::to_string(Row.ArgCount);
}

static constexpr Key<TokenCase> TokenKeys[] = {
    key<&TokenCase::Token, readName>({"token", "", "the token's class"}),
    key<&TokenCase::Detached>(
        {"detached", "false", "true where nobody owns the work afterwards"}),
    key<&TokenCase::Errors>(
        {"errors", "infer", "what becomes of the detached work's error"}),
    key<&TokenCase::Drop>(
        {"drop", "infer", "what dropping the returned handle does"}),
};

static constexpr Key<ValueCase> ValueKeys[] = {
    key<&ValueCase::Value, readName>(
        {"value", "", "the enumerator: `launch::deferred`"}),
    key<&ValueCase::Drop>(
        {"drop", "infer", "what dropping the result then does"}),
    key<&ValueCase::Errors>({"errors", "infer", "likewise for the error"}),
};

static constexpr Key<SpawnRow> SpawnKeys[] = {
    key<&SpawnRow::Function, readName>(
        {"fn", "", "the function; a member as `type::member`"}),
    key<&SpawnRow::Drop>(
        {"drop", "infer",
         "what dropping its result does, where that differs from the result's "
         "type"}),
    key<&SpawnRow::Errors>({"errors", "infer", "likewise for the error"}),
    key<&SpawnRow::HasToken>(
        {"has-token", "false",
         "the last argument is a completion token; `tokens` implies it"}),
    key<&SpawnRow::Tokens>(
        {"tokens", "[]", "what each kind of token makes of the call"}),
    key<&SpawnRow::DefaultToken, readName>(
        {"default-token", "none",
         "the token that a call means which leaves it out"}),
    key<&SpawnRow::Values>(
        {"values", "[]", "what an enumerator among the arguments makes of it"}),
    key<&SpawnRow::ObserverArg>(
        {"observer-arg", "none",
         "position of a callable, from 0: where its first parameter is the "
         "handle it sees the error, and the result may be dropped"}),
    key<&SpawnRow::ExecutorArg>(
        {"executor-arg", "none", "position of the executor, from 0"}),
    key<&SpawnRow::TaskArg>(
        {"task-arg", "none", "position of the task or callable, from 0"}),
    key<&SpawnRow::Sanctioned>({"sanctioned", "false",
                                "true where the callee owns the work, so that "
                                "its result may be dropped"}),
    key<&SpawnRow::TemporaryOnly>({"temporary-only", "false",
                                   "true where the callee owns the work, so "
                                   "that a result that had a name "
                                   "may die"}),
    key<&SpawnRow::ArgCount>(
        {"arg-count", "any",
         "the row speaks only of calls with so many arguments"}),
};

static constexpr Key<TokenAdapterRow> AdapterKeys[] = {
    key<&TokenAdapterRow::Type, readName>(
        {"type", "", "the class that wraps another token"}),
    key<&TokenAdapterRow::Inner>(
        {"inner", "0", "which template argument is the inner token, from 0"}),
    key<&TokenAdapterRow::Droppable>(
        {"droppable", "false",
         "true where leaving it out changes nothing for detached work"}),
};

static constexpr Key<DetacherRow> DetacherKeys[] = {
    key<&DetacherRow::Function, readName>(
        {"fn", "", "the function; a member as `type::member`"}),
    key<&DetacherRow::Errors>(
        {"errors", "infer", "what becomes of the work's error"}),
    key<&DetacherRow::OnByDefault>(
        {"on-by-default", "true",
         "false where the row takes part only when the user asks for it"}),
};

static constexpr Key<FireAndForgetRow> FireAndForgetKeys[] = {
    key<&FireAndForgetRow::Type, readName>(
        {"type", "", "the coroutine return type"}),
    key<&FireAndForgetRow::Errors>(
        {"errors", "infer", "what becomes of the coroutine's error"}),
};

HOLDFAST_CATALOGUE_SHAPE(TokenCase, "a token", "tokens", TokenKeys, Row.Token)
HOLDFAST_CATALOGUE_SHAPE(ValueCase, "a value", "values", ValueKeys, Row.Value)
HOLDFAST_CATALOGUE_SHAPE(SpawnRow, "a spawn", "spawns", SpawnKeys,
                         overload(Row))
HOLDFAST_CATALOGUE_SHAPE(TokenAdapterRow, "a token adapter", "token-adapters",
                         AdapterKeys, Row.Type)
HOLDFAST_CATALOGUE_SHAPE(DetacherRow, "a detacher", "detachers", DetacherKeys,
                         Row.Function)
HOLDFAST_CATALOGUE_SHAPE(FireAndForgetRow, "a fire-and-forget type",
                         "fire-and-forget", FireAndForgetKeys, Row.Type)

} // namespace holdfast::catalogue
