// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Words for holdfast's checks. They cost nothing: clang keeps them in its
// syntax tree, every other compiler sees nothing at all. This header includes
// nothing and works in any C++ standard.
#pragma once

/// Marks a class as a task handle and says what dropping one does. It stands
/// between `class` (or `struct`) and the name:
///
///     class HOLDFAST_TASK_HANDLE(never_starts) my_task { ... };
///
/// The consequence is one of never_starts, cancels, cancels_blocks, blocks,
/// detaches, terminates, terminates_on_error, leaks, undefined.
#if defined(__clang__)
#define HOLDFAST_TASK_HANDLE(consequence)                                      \
  [[clang::annotate("holdfast::task_handle", #consequence)]]
#else
#define HOLDFAST_TASK_HANDLE(consequence)
#endif

/// Marks a function as a sanctioned way to let go of a task: handing a task to
/// it, or dropping what it returns, is a decision and is never reported. On a
/// class it says so of all its objects, on a virtual function of what overrides
/// it. On a lambda it stands before the parameters:
///
///     auto kick = [] HOLDFAST_SANCTIONED () { return start(); };
#if defined(__clang__)
#define HOLDFAST_SANCTIONED [[clang::annotate("holdfast::sanctioned")]]
#else
#define HOLDFAST_SANCTIONED
#endif
