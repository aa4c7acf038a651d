// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Handles that are no coroutines and that nobody described: a function with the
// name of one that starts work returns something that can be joined.
#pragma once

#include "checks/catalogue/Facts.h"

#include "clang/AST/Decl.h"
#include "clang/AST/DeclCXX.h"

#include <optional>
#include <string>

namespace holdfast {

/// Why a returned object is taken for a handle.
struct NamedHandle {
  /// The member that says so: `wait`, `co_await`.
  std::string Member;
  /// It joins, or is awaited.
  bool Waited = false;
  Consequence Drop = Consequence::Unknown;
};

/// Both the name of \p F and the members of \p R, which it returns by value,
/// must speak for a handle; nullopt otherwise.
///
/// The name, in snake_case or camelCase, with or without a final `on`, is
/// - `spawn`, `launch`, `submit` or `async`;
/// - `spawn`, `start`, `launch`, `submit`, `fork`, `post`, `enqueue` or
/// `create`
///   with `task`, `job`, `fiber` or `coroutine`; all of them but `create`,
///   `post` and `enqueue` also with `work`, `worker` and `thread`, and `create`
///   with `thread`;
/// - `async` after `run`, `start`, `spawn`, `launch`, `submit`, `invoke`,
/// `call`
///   or `execute`, or before one of them.
///
/// The class has, itself or in a base, a public member that
/// - joins: it begins with `join`, `wait` or `await`, or is `get` beside
/// `valid`;
/// - is awaited: `operator co_await`, or an awaiter's members;
/// - cancels: `cancel`, `request_stop`, `request_cancel`, `try_cancel`;
/// - asks: `done`, `is_done`, `is_ready`, `is_finished`, `is_running`,
///   `joinable` and the like.
/// The last two are weak: beside a name of one word they count where some
/// argument is work, a callable or something that can `run`.
///
/// Never taken for a handle: classes of system headers and of namespace std,
/// ranges, connections and subscriptions, timers, builders and tokens by their
/// name, what a member function returns of its own class, awaiters that an
/// `async_...` function returns, and coroutine types, which their promise
/// speaks for.
std::optional<NamedHandle> inferByName(const clang::FunctionDecl &F,
                                       const clang::CXXRecordDecl &R);

/// The class of the objects of \p R, or of what a `std::unique_ptr` or a
/// `std::optional` holds alone: of a shared pointer another share may be held
/// by whoever made it.
const clang::CXXRecordDecl *soleHandle(const clang::CXXRecordDecl &R);

/// The second half of inferByName: what the members of \p R say of a handle,
/// whoever returns it. nullopt if they say nothing.
std::optional<NamedHandle> handleByMembers(const clang::CXXRecordDecl &R);

/// True if \p Name is the name of a function that starts work: the first half
/// of inferByName.
bool soundsLikeSpawn(llvm::StringRef Name);

/// True if an object of \p T is work: a function, a callable, or a class that
/// can `run`.
bool isWork(clang::QualType T);

} // namespace holdfast
