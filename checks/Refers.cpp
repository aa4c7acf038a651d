// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/Refers.h"

#include "checks/Members.h"
#include "checks/TaskModel.h"
#include "checks/Words.h"

#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace holdfast {

bool isSharedPointer(StringRef Name) {
  return oneOf(Name, {"shared_ptr", "intrusive_ptr", "weak_ptr", "any",
                      "function", "shared_future"});
}

static Refers refers(QualType T, unsigned Depth);

static Refers ofRecord(const CXXRecordDecl &R, unsigned Depth) {
  if (R.getName() == "coroutine_handle")
    return Refers::Coroutine;
  if (isSharedPointer(R.getName()) ||
      oneOf(R.getName(), {"unique_ptr", "future", "reference_wrapper"}))
    return Refers::Pointer;
  Refers Most = Refers::Nothing;
  auto Take = [&](QualType T) { Most = std::max(Most, refers(T, Depth + 1)); };
  if (isInSystemHeader(R)) {
    // optional, variant, pair: what they hold is among their arguments.
    const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(&R);
    for (const TemplateArgument &A : Spec ? Spec->getTemplateArgs().asArray()
                                          : llvm::ArrayRef<TemplateArgument>())
      for (const TemplateArgument &One : A.getKind() == TemplateArgument::Pack
                                             ? A.getPackAsArray()
                                             : llvm::ArrayRef(A))
        if (One.getKind() == TemplateArgument::Type)
          Take(One.getAsType());
    return Most;
  }
  // A template says which members are values: `T value;`.
  const CXXRecordDecl *Def = R.getTemplateInstantiationPattern();
  Def = Def ? Def->getDefinition() : definitionOf(R);
  if (!Def || Depth > 4)
    return Refers::Pointer;
  for (const FieldDecl *Field : Def->fields())
    Take(Field->getType());
  for (const CXXBaseSpecifier &Base : Def->bases())
    Take(Base.getType());
  return Most;
}

static Refers refers(QualType T, unsigned Depth) {
  if (T->isPointerType() || T->isReferenceType())
    return Refers::Pointer;
  if (const CXXRecordDecl *R = recordOf(T))
    return ofRecord(*R, Depth);
  // `typename X::handle` may be anything; `T` is a value.
  return T->isDependentType() && !T->getAs<TemplateTypeParmType>()
             ? Refers::Pointer
             : Refers::Nothing;
}

Refers refersTo(const CXXRecordDecl &R) { return ofRecord(R, 0); }

} // namespace holdfast
