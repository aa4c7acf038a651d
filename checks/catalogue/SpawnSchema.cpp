// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The keys of the rows that say how work starts. Those of handles, owners and
// libraries are in Schema.cpp.
#include "checks/catalogue/Rows.h"

namespace holdfast::catalogue {

static void tokens(Reader &R, Value V, SpawnRow &Out) {
  readRows(R, V, Out.Tokens);
  Out.HasToken = true;
}
/// A function and the number of arguments, where the row names one.
static std::string overload(const SpawnRow &Row) {
  if (Row.ArgCount < 0 || Row.Function.empty())
    return Row.Function;
  return Row.Function + "/" + std::to_string(Row.ArgCount);
}

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

HOLDFAST_CATALOGUE_SHAPE(TokenCase, "a token", "tokens", TokenKeys, Row.Token)
HOLDFAST_CATALOGUE_SHAPE(SpawnRow, "a spawn", "spawns", SpawnKeys,
                         overload(Row))
HOLDFAST_CATALOGUE_SHAPE(TokenAdapterRow, "a token adapter", "token-adapters",
                         AdapterKeys, Row.Type)
HOLDFAST_CATALOGUE_SHAPE(DetacherRow, "a detacher", "detachers", DetacherKeys,
                         Row.Function)
HOLDFAST_CATALOGUE_SHAPE(FireAndForgetRow, "a fire-and-forget type",
                         "fire-and-forget", FireAndForgetKeys, Row.Type)

} // namespace holdfast::catalogue
