// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/Sinks.h"

#include "checks/Names.h"
#include "checks/ParameterUses.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace holdfast {

/// The arguments of a call or a construction; of a call of an object, those
/// behind it.
static llvm::ArrayRef<const Expr *> argumentsOf(const Expr &E) {
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&E))
    return {Construct->getArgs(), Construct->getNumArgs()};
  const auto &Call = cast<CallExpr>(E);
  llvm::ArrayRef<const Expr *> Args(Call.getArgs(), Call.getNumArgs());
  return isa<CXXOperatorCallExpr>(E) &&
                 isa_and_nonnull<CXXMethodDecl>(Call.getDirectCallee())
             ? Args.drop_front()
             : Args;
}

const Expr *argument(const Expr &Call, unsigned Index) {
  const auto Args = argumentsOf(Call);
  return Index < Args.size() ? Args[Index] : nullptr;
}

static const ClassTemplateSpecializationDecl *specialisation(QualType T) {
  return dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      T.getNonReferenceType()->getAsCXXRecordDecl());
}

static QualType typeArgument(llvm::ArrayRef<TemplateArgument> Args) {
  // `template <class... Signature> class move_only_function`
  if (!Args.empty() && Args[0].getKind() == TemplateArgument::Pack)
    Args = Args[0].getPackAsArray();
  return !Args.empty() && Args[0].getKind() == TemplateArgument::Type
             ? Args[0].getAsType()
             : QualType();
}

/// `std::function<void ()>`: the row, if \p T is a wrapper whose signature
/// returns nothing.
static const catalogue::WrapperRow *voidWrapper(QualType T, TaskModel &Model) {
  const auto *Spec = T.isNull() ? nullptr : specialisation(T);
  if (!Spec)
    return nullptr;
  const QualType First = typeArgument(Spec->getTemplateArgs().asArray());
  const auto *Signature =
      First.isNull() ? nullptr : First->getAs<FunctionProtoType>();
  if (!Signature || !Signature->getReturnType()->isVoidType())
    return nullptr;
  const auto *Row = Model.rows().wrapper(catalogueName(*Spec));
  return Row && Row->Lib->OnByDefault ? Row : nullptr;
}

static Sink wrapped(QualType T, const catalogue::WrapperRow &Row,
                    const Expr &Arg, TaskModel &Model) {
  const auto *Spec = specialisation(T);
  PrintingPolicy Policy(Model.context().getLangOpts());
  Policy.SuppressTagKeyword = true;
  Sink S;
  S.Name = displayName(*Spec) + "<" +
           typeArgument(Spec->getTemplateArgs().asArray()).getAsString(Policy) +
           ">";
  S.Argument = &Arg;
  S.Event = Row.Event;
  return S;
}

/// The type of the object that `v.emplace_back(x)` or `make_unique<T>(x)`
/// constructs from its arguments; null for anything else.
static QualType constructedType(const Expr &E, const FunctionDecl &F) {
  if (!isa<CallExpr>(E) || !F.getDeclName().isIdentifier())
    return {};
  const StringRef Name = F.getName();
  if (const auto *Method = dyn_cast<CXXMethodDecl>(&F)) {
    if (Name != "emplace_back" && Name != "emplace_front" && Name != "emplace")
      return {};
    const auto *Spec =
        dyn_cast<ClassTemplateSpecializationDecl>(Method->getParent());
    return Spec && Spec->isInStdNamespace()
               ? typeArgument(Spec->getTemplateArgs().asArray())
               : QualType();
  }
  if ((Name != "make_unique" && Name != "make_shared") ||
      !F.isInStdNamespace() || !F.getTemplateSpecializationArgs())
    return {};
  return typeArgument(F.getTemplateSpecializationArgs()->asArray());
}

/// The name under which the catalogue knows what \p E calls: for a function
/// object of the library that of the object.
static std::string sinkName(const Expr &E, const FunctionDecl &F) {
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&E);
  if (!Operator)
    return catalogueName(F);
  const auto *Ref =
      dyn_cast<DeclRefExpr>(Operator->getArg(0)->IgnoreParenImpCasts());
  return Ref && !Ref->getDecl()->getDeclContext()->isFunctionOrMethod()
             ? catalogueName(*Ref->getDecl())
             : catalogueName(F);
}

static const catalogue::SinkRow *rowOf(StringRef Name, unsigned ArgCount,
                                       unsigned Index, TaskModel &Model) {
  if (!Model.rows().mayBeSink(Name.substr(Name.rfind(':') + 1)))
    return nullptr;
  const auto *Row = Model.rows().sink(Name, ArgCount);
  return Row && Row->Lib->OnByDefault &&
                 (Row->Callable < 0 ||
                  static_cast<unsigned>(Row->Callable) == Index)
             ? Row
             : nullptr;
}

/// Of \p T, which is made of \p ArgCount arguments, of which \p Arg is the one
/// at \p Index.
static std::optional<Sink> constructed(QualType T, unsigned ArgCount,
                                       unsigned Index, const Expr &Arg,
                                       TaskModel &Model) {
  if (const auto *Row = voidWrapper(T, Model); Row && Index == 0)
    return wrapped(T, *Row, Arg, Model);
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  if (!R || !R->getDeclName().isIdentifier())
    return std::nullopt;
  const std::string Name = catalogueName(*R) + "::" + R->getNameAsString();
  const auto *Row = rowOf(Name, ArgCount, Index, Model);
  if (!Row)
    return std::nullopt;
  Sink S;
  S.Name = displayName(*R);
  S.Argument = &Arg;
  S.Row = Row;
  S.Event = Row->Event;
  S.Once = !Row->Event;
  return S;
}

/// \p Call as a sink, if there is one at all.
static Sink named(const Expr &Call, const Expr &Arg) {
  Sink S;
  S.Name = calleeName(Call);
  S.Argument = &Arg;
  return S;
}

std::optional<Sink> sinkByRow(const Expr &Call, unsigned Index,
                              TaskModel &Model) {
  const FunctionDecl *F = calleeOf(Call);
  if (!F || !argument(Call, Index))
    return std::nullopt;
  const Expr &Arg = *argument(Call, Index);
  unsigned Written = 0;
  for (const Expr *Each : argumentsOf(Call))
    Written += !isa<CXXDefaultArgExpr>(Each);
  if (isa<CXXConstructExpr>(Call))
    return constructed(Call.getType(), Written, Index, Arg, Model);
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  if (Operator && Operator->getOperator() == OO_Equal) {
    const QualType T = Operator->getArg(0)->getType();
    const auto *Row = voidWrapper(T, Model);
    return Row ? std::optional(wrapped(T, *Row, Arg, Model)) : std::nullopt;
  }
  if (const QualType T = constructedType(Call, *F); !T.isNull())
    return constructed(T, Written, Index, Arg, Model);
  const auto *Row = rowOf(sinkName(Call, *F), Written, Index, Model);
  if (!Row)
    return std::nullopt;
  Sink S = named(Call, Arg);
  S.Row = Row;
  S.Event = Row->Event;
  S.Once = !Row->Event;
  return S;
}

std::optional<Sink> sinkOf(const Expr &Call, unsigned Index, TaskModel &Model) {
  const FunctionDecl *F = calleeOf(Call);
  if (!F || isAnnotatedSanctioned(*F) ||
      Model.rows().isSanctioned(sinkName(Call, *F)))
    return std::nullopt;
  if (auto S = sinkByRow(Call, Index, Model))
    return S;
  if (Index >= F->getNumParams() ||
      !onlyCallsAndDiscards(*F->getParamDecl(Index), Model))
    return std::nullopt;
  return named(Call, *argument(Call, Index));
}

bool onlyCallsAndDiscards(const ParmVarDecl &Param, TaskModel &Model) {
  return ParameterUses(Model).discarded(Param);
}

} // namespace holdfast
