// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/TaskMention.h"

#include "checks/NamedHandles.h"
#include "checks/Words.h"
#include "checks/catalogue/TaskNames.h"

using namespace clang;

namespace holdfast {

TaskMention::TaskMention(const catalogue::Catalogue &Rows) {
  for (const catalogue::TaskName &Name : catalogue::taskNames(Rows)) {
    if (Name.Words.empty()) {
      // Symbols alone say nothing that could be looked for.
      Found = true;
      continue;
    }
    const bool OfStd = Name.Class && Name.Words.front() == "std";
    for (const auto &[Index, Word] : llvm::enumerate(Name.Words)) {
      Part New;
      New.Name = Missing.size();
      const bool Last = Index + 1 == Name.Words.size();
      New.Called = Name.Called && Last;
      New.Object = Name.Class && Last;
      New.Qualified = OfStd && Index == 1;
      Parts[Word].push_back(New);
    }
    Missing.push_back(Name.Words.size());
  }
}

/// What no task can do without that no row describes: Promise.h, Inference.h
/// and Marks.h look for these. The attributes may be spelled with underscores.
static bool isTaskWord(llvm::StringRef Identifier) {
  if (Identifier.consume_front("__"))
    Identifier.consume_back("__");
  return oneOf(Identifier, {"co_await", "co_return", "promise_type",
                            "sender_concept", "is_sender", "sends_done",
                            "coro_return_type", "coro_await_elidable",
                            "coro_only_destroy_when_complete", "annotate"});
}

bool TaskMention::matters(llvm::StringRef Identifier) const {
  return isTaskWord(Identifier) || Parts.contains(Identifier) ||
         soundsLikeSpawn(Identifier);
}

/// False if no function that returns an object of a class can be declared by
/// \p Name: `void submit(`, `bool launch(`, `pool.submit(`, `return spawn(`. A
/// name that is qualified was declared before. What is not known may be one.
static bool mayDeclareProducer(const SpelledName &Name) {
  switch (Name.Before) {
  // The end of another type, or of none.
  case tok::kw_void:
  case tok::kw_bool:
  case tok::kw_char:
  case tok::kw_wchar_t:
  case tok::kw_char8_t:
  case tok::kw_char16_t:
  case tok::kw_char32_t:
  case tok::kw_short:
  case tok::kw_int:
  case tok::kw_long:
  case tok::kw_signed:
  case tok::kw_unsigned:
  case tok::kw_float:
  case tok::kw_double:
  case tok::star:
  case tok::amp:
  // A use, a class, a namespace.
  case tok::period:
  case tok::arrow:
  case tok::coloncolon:
  case tok::kw_return:
  case tok::kw_co_return:
  case tok::kw_co_await:
  case tok::kw_co_yield:
  case tok::kw_throw:
  case tok::kw_else:
  case tok::kw_do:
  case tok::kw_case:
  case tok::kw_goto:
  case tok::kw_new:
  case tok::kw_delete:
  case tok::kw_sizeof:
  case tok::kw_template:
  case tok::kw_class:
  case tok::kw_struct:
  case tok::kw_union:
  case tok::kw_enum:
  case tok::kw_namespace:
  case tok::equal:
  case tok::plus:
  case tok::minus:
  case tok::exclaim:
  case tok::tilde:
  case tok::question:
  case tok::colon:
  case tok::less:
  case tok::equalequal:
  case tok::exclaimequal:
  case tok::pipepipe:
  case tok::l_square:
  case tok::l_brace:
  case tok::r_brace:
  case tok::semi:
  case tok::unknown:
    return false;
  // `handle (spawn)(int);` against `use(spawn(1))`.
  case tok::l_paren:
    return Name.After == tok::r_paren;
  // `handle first(), spawn(int);` against `use(1, spawn)`.
  case tok::comma:
    return Name.After == tok::l_paren;
  default:
    return true;
  }
}

void TaskMention::see(const SpelledName &Name) {
  if (isTaskWord(Name.Text) || (!Name.System && soundsLikeSpawn(Name.Text) &&
                                mayDeclareProducer(Name))) {
    Found = true;
    return;
  }
  const auto It = Parts.find(Name.Text);
  if (It == Parts.end())
    return;
  StdIsOpen |= Name.Text == "std" && (Name.After != tok::coloncolon ||
                                      Name.Before == tok::kw_namespace);
  const bool Reaches = StdIsOpen || Name.Before == tok::coloncolon;
  for (Part &P : It->second) {
    // `std::thread::id` makes no thread.
    if (P.Seen || (P.Called && Name.System) || (P.Qualified && !Reaches) ||
        (P.Object && Name.After == tok::coloncolon))
      continue;
    P.Seen = true;
    Found |= --Missing[P.Name] == 0;
  }
}

} // namespace holdfast
