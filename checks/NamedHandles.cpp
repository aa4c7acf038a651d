// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/NamedHandles.h"

#include "checks/Destructor.h"
#include "checks/Members.h"
#include "checks/Promise.h"
#include "checks/TaskModel.h"
#include "checks/Words.h"

#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace holdfast {

using Identifier = llvm::SmallVector<std::string, 4>;

enum class NameKind { None, OneWord, Clear };

static NameKind kindOf(Identifier Words) {
  if (Words.size() > 1 && Words.back() == "on")
    Words.pop_back();
  if (Words.size() == 1)
    return oneOf(Words[0], {"spawn", "launch", "submit", "async"})
               ? NameKind::OneWord
               : NameKind::None;
  if (Words.size() != 2)
    return NameKind::None;
  const StringRef Verb = Words[0], Noun = Words[1];
  auto Runs = [](StringRef Word) {
    return oneOf(Word, {"run", "start", "spawn", "launch", "submit", "invoke",
                        "call", "execute"});
  };
  if (Verb == "async" ? Runs(Noun) : Noun == "async" && Runs(Verb))
    return NameKind::Clear;
  const bool Begins =
      oneOf(Verb, {"spawn", "start", "launch", "submit", "fork"});
  const bool Makes = oneOf(Verb, {"post", "enqueue", "create"});
  if (oneOf(Noun, {"task", "job", "fiber", "coroutine"}))
    return Begins || Makes ? NameKind::Clear : NameKind::None;
  if (Noun == "thread" && Verb == "create")
    return NameKind::Clear;
  return Begins && oneOf(Noun, {"work", "worker", "thread"}) ? NameKind::Clear
                                                             : NameKind::None;
}

/// True if the type's own name says that it is something else.
static bool isOtherKind(const CXXRecordDecl &R) {
  for (const std::string &Word : wordsOf(R.getName()))
    if (oneOf(Word,
              {"timer", "connection", "subscription", "builder", "iterator",
               "range", "view", "token", "event", "fence", "process", "child",
               "query", "transaction", "awaiter", "awaitable", "entity"}))
      return true;
  for (const char *Name : {"disconnect", "connected", "unsubscribe"})
    if (hasMember(R, Name))
      return true;
  return hasMember(R, "begin") && hasMember(R, "end");
}

namespace {

/// The member of a class that says most.
struct Evidence {
  std::string Joins, Awaits, Cancels, Asks;
  bool Gets = false, Valid = false;

  void read(const CXXRecordDecl &R, unsigned Depth = 0) {
    const CXXRecordDecl *Def = definitionOf(R);
    if (!Def || Depth > 4)
      return;
    for (const Decl *D : Def->decls()) {
      const auto *M = dyn_cast_or_null<CXXMethodDecl>(D->getAsFunction());
      if (M && M->getAccess() == AS_public && !M->isStatic() &&
          M->getDeclName().isIdentifier() && M->getMinRequiredArguments() <= 1)
        take(*M);
    }
    for (const CXXBaseSpecifier &Base : Def->bases())
      if (const CXXRecordDecl *B = recordOf(Base.getType());
          B && Base.getAccessSpecifier() == AS_public)
        read(*B, Depth + 1);
    if (!Depth && hasAwaiterMembers(R))
      Awaits = "co_await";
    if (Gets && Valid && Joins.empty())
      Joins = "get";
  }

private:
  void take(const CXXMethodDecl &M) {
    const std::string Name = M.getNameAsString();
    const Identifier Words = wordsOf(Name);
    const StringRef First = Words.empty() ? "" : StringRef(Words[0]);
    const StringRef Second = Words.size() > 1 ? StringRef(Words[1]) : "";
    Gets |= Name == "get" || Name == "Get";
    Valid |= First == "valid" || (First == "is" && Second == "valid");
    if (First == "wait" || (First == "join" && Words.size() == 1) ||
        (First == "await" &&
         !oneOf(Second, {"ready", "suspend", "resume", "transform"})))
      Joins = Name;
    else if ((First == "cancel" && Words.size() == 1) ||
             (oneOf(First, {"request", "try"}) &&
              oneOf(Second, {"stop", "cancel"}) && Words.size() == 2))
      Cancels = Name;
    else if (M.getNumParams() == 0 && asks(First, Second, Words.size()))
      Asks = Name;
  }

  static bool asks(StringRef First, StringRef Second, size_t Count) {
    auto State = [](StringRef Word) {
      return oneOf(Word, {"done", "ready", "finished", "completed", "complete",
                          "running"});
    };
    return (Count == 1 &&
            oneOf(First, {"done", "finished", "completed", "joinable"})) ||
           (Count == 2 && oneOf(First, {"is", "has"}) && State(Second));
  }
};

} // namespace

bool isWork(QualType T) {
  T = T.getNonReferenceType();
  if (T->isFunctionType() || T->isFunctionPointerType() || T->isDependentType())
    return true;
  const CXXRecordDecl *R =
      recordOf(T->isPointerType() ? T->getPointeeType() : T);
  if (!R)
    return false;
  if (R->isLambda() || promiseOf(*R, R->getASTContext()))
    return true;
  if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(R);
      Spec && oneOf(R->getName(), {"unique_ptr", "shared_ptr"}) &&
      Spec->getTemplateArgs()[0].getKind() == TemplateArgument::Type)
    return isWork(Spec->getTemplateArgs()[0].getAsType());
  for (const char *Name : {"run", "Run", "execute", "Execute", "invoke"})
    if (hasMember(*R, Name))
      return true;
  const CXXRecordDecl *Def = definitionOf(*R);
  return Def && llvm::any_of(Def->decls(), [](const Decl *D) {
           const FunctionDecl *F = D->getAsFunction();
           return F && F->getOverloadedOperator() == OO_Call;
         });
}

bool soundsLikeSpawn(StringRef Name) {
  return kindOf(wordsOf(Name)) != NameKind::None;
}

const CXXRecordDecl *soleHandle(const CXXRecordDecl &R) {
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(&R);
  if (!Spec || !R.isInStdNamespace() ||
      !oneOf(R.getName(), {"unique_ptr", "optional"}) ||
      Spec->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return &R;
  return recordOf(Spec->getTemplateArgs()[0].getAsType());
}

/// True if objects of \p R are no handles, whatever their members are called.
static bool isNoHandle(const CXXRecordDecl &R) {
  const CXXRecordDecl *Def = definitionOf(R);
  return !Def || Def->isLambda() || isInSystemHeader(*Def) ||
         Def->isInStdNamespace() || isOtherKind(*Def) ||
         promiseOf(*Def, Def->getASTContext());
}

std::optional<NamedHandle> handleByMembers(const CXXRecordDecl &R) {
  if (isNoHandle(R))
    return std::nullopt;
  Evidence Seen;
  Seen.read(*definitionOf(R));
  NamedHandle Result;
  for (const std::string *Each :
       {&Seen.Joins, &Seen.Awaits, &Seen.Cancels, &Seen.Asks})
    if (Result.Member.empty())
      Result.Member = *Each;
  if (Result.Member.empty())
    return std::nullopt;
  Result.Waited = !Seen.Joins.empty() || !Seen.Awaits.empty();
  Result.Drop = dropFacts(*definitionOf(R)).ofRunning();
  return Result;
}

std::optional<NamedHandle> inferByName(const FunctionDecl &F,
                                       const CXXRecordDecl &R) {
  if (!F.getDeclName().isIdentifier())
    return std::nullopt;
  const Identifier Words = wordsOf(F.getName());
  const NameKind Kind = kindOf(Words);
  if (Kind == NameKind::None)
    return std::nullopt;
  if (isNoHandle(R))
    return std::nullopt;
  const CXXRecordDecl *Def = definitionOf(R);
  // `Job &&launch()` of a builder Job.
  if (const auto *Method = dyn_cast<CXXMethodDecl>(&F);
      Method && !Method->isStatic() &&
      Method->getParent()->getCanonicalDecl() == R.getCanonicalDecl())
    return std::nullopt;
  Evidence Seen;
  Seen.read(*Def);
  NamedHandle Result;
  if (!Seen.Joins.empty())
    Result.Member = Seen.Joins;
  else if (!Seen.Awaits.empty() && Words[0] != "async")
    Result.Member = Seen.Awaits;
  else if (Kind == NameKind::Clear ||
           (!Seen.Cancels.empty() && !Seen.Asks.empty()) ||
           (Words[0] == "spawn" && F.getNumParams() == 0) ||
           llvm::any_of(F.parameters(), [](const ParmVarDecl *P) {
             return isWork(P->getType());
           }))
    Result.Member = Seen.Cancels.empty() ? Seen.Asks : Seen.Cancels;
  if (Result.Member.empty())
    return std::nullopt;
  Result.Waited = Result.Member == Seen.Joins || Result.Member == Seen.Awaits;
  const DropFacts Facts = dropFacts(*Def);
  Result.Drop = Facts.ofRunning();
  // What `create_task` returns may never have been started.
  if (Words[0] == "create" && Result.Drop == Consequence::Detaches)
    Result.Drop = Consequence::Unknown;
  return Result;
}

} // namespace holdfast
