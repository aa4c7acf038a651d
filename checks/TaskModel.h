// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is a task handle, and what does its drop do? The one place that answers,
// from the catalogue, from annotations and from what can be seen of a
// coroutine's promise, in this order: docs/design.md, "What a task handle is".
#pragma once

#include "checks/Options.h"
#include "checks/catalogue/Catalogue.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/DenseMap.h"

#include <memory>
#include <optional>
#include <string>

namespace holdfast {

/// Where a fact about a type comes from.
enum class Origin {
  Catalogue,
  Annotated,
  /// From the class itself: its promise, its concept.
  Inferred,
  /// From the name of the function that returned it, and its members.
  Named,
};

/// A type whose objects are handles, and what becomes of the work and of its
/// error when one dies unconsumed.
struct TaskType {
  Origin From = Origin::Catalogue;
  /// The row, where there is one.
  const catalogue::HandleRow *Row = nullptr;
  Consequence Drop = Consequence::Unknown;
  ErrorFate Errors = ErrorFate::Unknown;
  Start Starts = Start::Unknown;
  /// Without template arguments: `cppcoro::task`.
  std::string Name;
  /// The catalogue's id, `annotated` or `inferred`.
  std::string Library;
  /// The handle's own class; for a holder, that of the handle inside.
  const clang::CXXRecordDecl *Record = nullptr;
  /// What a handle by name was known by: the function's name, and the member.
  std::string SpawnName, Evidence;
  /// A handle by name whose member says that somebody should wait for it.
  bool Waited = false;
  /// The type is no handle itself but holds one by value.
  bool Holder = false;
  /// A coroutine can have this type.
  bool Coroutine = false;
};

/// Answers for one translation unit. Not thread-safe.
class TaskModel {
public:
  TaskModel(std::shared_ptr<const catalogue::Catalogue> Rows,
            clang::ASTContext &Ctx, InferHandles Infer = InferHandles::Names)
      : Rows(std::move(Rows)), Ctx(Ctx), Infer(Infer) {}

  /// The facts of \p T, or nullopt if its objects are no handles. References
  /// and pointers are not handles; a class template's specialisation that
  /// depends on a template parameter is looked at through its template.
  std::optional<TaskType> classify(clang::QualType T);

  /// The facts of the value of \p E: those of its type, as changed by the
  /// function that made it. nullopt if it is no handle, if it is an lvalue, or
  /// if the function is sanctioned.
  std::optional<TaskType> classifyValue(const clang::Expr &E);

  /// If \p T is a coroutine type that gives its caller nothing to hold: what
  /// becomes of the coroutine's errors.
  std::optional<ErrorFate> fireAndForget(clang::QualType T);

  /// True if \p R would be a task, or a coroutine that nobody can hold, if it
  /// were not marked `HOLDFAST_SANCTIONED`.
  bool isTaskWithoutMark(const clang::CXXRecordDecl &R);

  /// True if a coroutine with this handle can `co_await` it, as far as can be
  /// seen: the row says so, or the type has what an awaiter needs.
  bool isAwaitable(const TaskType &T) const;

  const catalogue::Catalogue &rows() const { return *Rows; }
  clang::ASTContext &context() const { return Ctx; }
  InferHandles infers() const { return Infer; }

private:
  std::optional<TaskType> classifyRecord(const clang::CXXRecordDecl &R);
  std::optional<TaskType> fromRow(const clang::CXXRecordDecl &R) const;
  std::optional<TaskType> fromAnnotation(const clang::CXXRecordDecl &R) const;
  std::optional<TaskType> fromPromise(const clang::CXXRecordDecl &R) const;
  std::optional<TaskType> fromName(const clang::Expr &E) const;
  std::optional<TaskType> fromHandedOnName(const clang::Expr &E);
  std::optional<TaskType> fromBases(const clang::CXXRecordDecl &R);
  std::optional<TaskType> fromContents(const clang::CXXRecordDecl &R);
  std::optional<TaskType> dependentCall(const clang::CallExpr &Call);
  std::optional<TaskType> fromPointer(const clang::Expr &E) const;
  void applyHandedOn(const clang::Expr &E, TaskType &T);
  void applyChain(const clang::Expr &E, TaskType &T);
  void applySpawnRow(const clang::Expr &E, std::optional<TaskType> &T);

  std::shared_ptr<const catalogue::Catalogue> Rows;
  clang::ASTContext &Ctx;
  InferHandles Infer;
  llvm::DenseMap<const clang::CXXRecordDecl *, std::optional<TaskType>> Known;
  unsigned Depth = 0;
};

/// The class of \p T, also where \p T depends on template parameters.
const clang::CXXRecordDecl *recordOf(clang::QualType T);

/// True if \p D is marked `HOLDFAST_SANCTIONED`, in one of its declarations, in
/// the template it comes from, or in a virtual function that it overrides.
bool isAnnotatedSanctioned(const clang::Decl &D);

} // namespace holdfast
