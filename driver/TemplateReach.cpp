// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/TemplateReach.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"

namespace holdfast::driver {

using namespace clang;

/// May what a callable returns be a task?
static bool mayBeTask(QualType Returned) {
  const QualType T = Returned.getNonReferenceType();
  return T->isRecordType() || T->isUndeducedType() || T->isDependentType();
}

/// A member or friend of \p Record that is instantiated, or called with a
/// result, by who has only the type.
static bool offersTemplate(const CXXRecordDecl &Record) {
  return llvm::any_of(Record.decls(), [](const Decl *Member) {
    if (const auto *Friend = dyn_cast<FriendDecl>(Member))
      Member = Friend->getFriendDecl();
    if (isa_and_nonnull<FunctionTemplateDecl>(Member))
      return true;
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Member);
    return Method && Method->getOverloadedOperator() == OO_Call &&
           mayBeTask(Method->getReturnType());
  });
}

bool TemplateReach::leads(const CXXRecordDecl &Any) {
  const CXXRecordDecl *Record = Any.getDefinition();
  if (!Record)
    return false;
  // A class that names itself on the way leads no further.
  const auto [At, New] = Known.try_emplace(Record, false);
  if (!New)
    return At->second;
  const SourceManager &SM = Record->getASTContext().getSourceManager();
  const auto *Special = dyn_cast<ClassTemplateSpecializationDecl>(Record);
  bool Found = false;
  if (!SM.isInSystemHeader(Record->getLocation()))
    Found = Special || offersTemplate(*Record);
  else if (Special)
    Found =
        llvm::any_of(Special->getTemplateArgs().asArray(),
                     [this](const TemplateArgument &A) { return leads(A); });
  Found = Found || llvm::any_of(Record->bases(), [this](const auto &Base) {
            return leads(Base.getType());
          });
  if (!Record->isCompleteDefinition())
    Known.erase(Record);
  else
    Known[Record] = Found;
  return Found;
}

bool TemplateReach::leads(QualType T) {
  while (true) {
    T = T.getNonReferenceType().getCanonicalType();
    if (const auto *Pointer = T->getAs<MemberPointerType>())
      T = Pointer->getPointeeType();
    else if (T->isPointerType())
      T = T->getPointeeType();
    else if (const Type *Element = T->getArrayElementTypeNoTypeQual())
      T = QualType(Element, 0);
    else
      break;
  }
  if (const auto *Function = T->getAs<FunctionType>())
    return mayBeTask(Function->getReturnType());
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  return Record && leads(*Record);
}

bool TemplateReach::leads(const TemplateArgument &Argument) {
  switch (Argument.getKind()) {
  case TemplateArgument::Type:
    return leads(Argument.getAsType());
  case TemplateArgument::Declaration:
    return leads(Argument.getParamTypeForDecl());
  case TemplateArgument::Pack:
    return llvm::any_of(Argument.pack_elements(),
                        [this](const TemplateArgument &A) { return leads(A); });
  case TemplateArgument::Template:
  case TemplateArgument::TemplateExpansion:
    return true;
  default:
    return false;
  }
}

bool TemplateReach::leadsToUserCode(const FunctionDecl &D) {
  if (const TemplateArgumentList *Arguments = D.getTemplateSpecializationArgs())
    if (llvm::any_of(Arguments->asArray(),
                     [this](const TemplateArgument &A) { return leads(A); }))
      return true;
  for (const DeclContext *C = D.getDeclContext(); C; C = C->getParent())
    if (const auto *Record = dyn_cast<CXXRecordDecl>(C))
      if (leads(*Record))
        return true;
  return false;
}

} // namespace holdfast::driver
