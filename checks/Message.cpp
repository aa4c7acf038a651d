// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/Message.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

#include <fmt/format.h>

using namespace clang;

namespace holdfast {

static std::string writtenType(QualType T, const ASTContext &Ctx) {
  PrintingPolicy Policy(Ctx.getLangOpts());
  Policy.SuppressTagKeyword = true;
  Policy.adjustForCPlusPlus();
  std::string Text = T.getUnqualifiedType().getAsString(Policy);
  // The library's own spelling, such as std::make_pair's return type.
  if (StringRef(Text).contains("__")) {
    Policy.SuppressDefaultTemplateArgs = true;
    Text = T.getCanonicalType().getUnqualifiedType().getAsString(Policy);
  }
  return Text;
}

std::string subjectText(const Expr &E, const TaskType &T, StringRef Producer,
                        const ASTContext &Ctx) {
  if (T.Holder)
    return fmt::format("tasks in the '{}' returned by '{}'",
                       writtenType(E.getType(), Ctx), Producer.str());
  if (isa<CXXConstructExpr, CXXUnresolvedConstructExpr>(E))
    return fmt::format("temporary '{}'", T.Name);
  if (isa<CoawaitExpr>(E))
    return fmt::format("task that '{}' yields", Producer.str());
  return fmt::format("task returned by '{}'", Producer.str());
}

std::string errorText(ErrorFate Errors) {
  switch (Errors) {
  case ErrorFate::Swallowed:
    return "its exception is swallowed";
  case ErrorFate::Logged:
    return "its exception is only logged";
  case ErrorFate::EscapesLoop:
    return "its exception leaves the event loop";
  case ErrorFate::Terminates:
    return "its exception ends the process";
  case ErrorFate::Unknown:
  case ErrorFate::None:
    return "";
  }
  return "";
}

static std::string detachedError(ErrorFate Errors) {
  switch (Errors) {
  case ErrorFate::Logged:
    return "its error is only logged";
  case ErrorFate::EscapesLoop:
    return "its error leaves the event loop";
  case ErrorFate::Terminates:
    return "its error ends the process";
  case ErrorFate::Unknown:
    return "nobody hears of its error";
  default:
    return "its error is lost";
  }
}

static std::string sentence(const TaskType &T, llvm::StringRef Producer,
                            Discard How) {
  const char *Here = How == Discard::Placeholder ? "at the end of this block"
                     : How == Discard::InCallee  ? "there"
                     : How == Discard::Late      ? "then"
                                                 : "here";
  // A future that is chained by callbacks can be a coroutine's and mostly is
  // not.
  const bool Chained =
      T.Row && !T.Row->Chain.empty() && T.Row->Starts == Start::Eager;
  const char *Work = T.Coroutine && !Chained ? "coroutine" : "work";
  switch (T.Drop) {
  case Consequence::NeverStarts:
    return fmt::format("the {} never starts ({} is lazy)", Work, T.Name);
  case Consequence::Cancels:
    return fmt::format("the {} is cancelled ({} cancels when it is destroyed)",
                       Work, T.Name);
  case Consequence::CancelsBlocks:
    return fmt::format("the {} is cancelled and the caller waits for it to end "
                       "({} joins when it is destroyed)",
                       Work, T.Name);
  case Consequence::Blocks:
    return fmt::format("the caller blocks {} until the work is done (the "
                       "destructor of the {} of '{}' waits)",
                       Here, T.Name, Producer.str());
  case Consequence::Detaches:
    return fmt::format("the {} runs on with no owner and {}", Work,
                       detachedError(T.Errors));
  case Consequence::Terminates:
    return fmt::format("std::terminate is called {} ({} is still joinable)",
                       Here, T.Name);
  case Consequence::TerminatesOnError:
    return fmt::format("the {} runs on with no owner and the process ends if "
                       "it fails",
                       Work);
  case Consequence::Leaks:
    if (T.Starts == Start::Eager)
      return fmt::format("what stands for the {} is kept until it ends, and "
                         "leaked if it never does",
                         Work);
    return fmt::format("the {} never runs to its end and its memory is leaked",
                       Work);
  case Consequence::Undefined:
    return fmt::format("the running {} writes into the destroyed {}", Work,
                       T.Name);
  case Consequence::Unknown:
    return fmt::format("nobody owns the {} or hears of its error", Work);
  }
  return "";
}

std::string consequenceText(const TaskType &T, llvm::StringRef Producer,
                            Discard How) {
  std::string Text = sentence(T, Producer, How);
  if (T.From == Origin::Named) {
    const std::string Why =
        fmt::format("inferred from the name '{}' and from '{}' of {}",
                    T.SpawnName, T.Evidence, T.Name);
    if (Text.back() != ')')
      return fmt::format("{} ({})", Text, Why);
    Text.pop_back();
    return fmt::format("{}; {})", Text, Why);
  }
  if (T.From != Origin::Inferred || T.Drop == Consequence::Unknown)
    return Text;
  // Say that no row of the catalogue spoke. A sender has no promise.
  if (Text.back() == ')')
    Text.insert(Text.size() - 1, T.Coroutine ? ", as its promise shows"
                                             : ", as every sender is");
  else
    Text += fmt::format(" (as the promise of {} shows)", T.Name);
  return Text;
}

std::string discardText(Discard How, llvm::StringRef Variable, bool Plural) {
  const char *Is = Plural ? "are" : "is";
  switch (How) {
  case Discard::Silent:
  case Discard::Late:
    return fmt::format("{} dropped", Is);
  case Discard::VoidCast:
    return fmt::format("{} discarded by a cast to void", Is);
  case Discard::StdIgnore:
    return fmt::format("{} assigned to std::ignore", Is);
  case Discard::InCallee:
    return fmt::format("{} discarded by its callee", Is);
  case Discard::Placeholder:
    return fmt::format("{} kept in '{}', which nothing uses", Is,
                       Variable.str());
  }
  return "";
}

} // namespace holdfast
