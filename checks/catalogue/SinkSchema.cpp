// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The keys of the rows that say where the result of a callable is thrown away.
#include "checks/catalogue/Rows.h"

namespace holdfast::catalogue {

/// A function and the number of arguments, where the row names one.
static std::string overload(const SinkRow &Row) {
  if (Row.ArgCount < 0 || Row.Function.empty())
    return Row.Function;
  return Row.Function + "/" + std::to_string(Row.ArgCount);
}

static constexpr Key<SinkRow> SinkKeys[] = {
    key<&SinkRow::Function, readName>(
        {"fn", "",
         "the function; a member as `type::member`, a constructor as "
         "`type::type`, a function object by its name"}),
    key<&SinkRow::Callable>(
        {"callable", "any",
         "position of the callable, from 0; without it every argument that is "
         "one"}),
    key<&SinkRow::ArgCount>(
        {"arg-count", "any",
         "the row speaks only of calls with so many arguments"}),
    key<&SinkRow::ExecutorArg>(
        {"executor-arg", "none",
         "position of the executor, from 0, where spawning the callable on it "
         "can take the place of the call"}),
    key<&SinkRow::Event>(
        {"event", "false",
         "true where the callable is kept and called for each event: a task "
         "that runs on by itself is not reported there"}),
    key<&SinkRow::Consumes, readNames>(
        {"consumes", "[]", "handles that it takes care of after all"}),
    key<&SinkRow::Instead>(
        {"instead", "none",
         "what to write instead, in the imperative, for the note"}),
};

static constexpr Key<WrapperRow> WrapperKeys[] = {
    key<&WrapperRow::Type, readName>(
        {"type", "",
         "the class template, whose first argument is the signature"}),
    key<&WrapperRow::Event>({"event", "false", "as in `sinks`"}),
};

HOLDFAST_CATALOGUE_SHAPE(SinkRow, "a sink", "sinks", SinkKeys, overload(Row))
HOLDFAST_CATALOGUE_SHAPE(WrapperRow, "a wrapper", "wrappers", WrapperKeys,
                         Row.Type)

} // namespace holdfast::catalogue
