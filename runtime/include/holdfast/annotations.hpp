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
/// it is a decision, not a mistake, and is never reported.
#if defined(__clang__)
#define HOLDFAST_SANCTIONED [[clang::annotate("holdfast::sanctioned")]]
#else
#define HOLDFAST_SANCTIONED
#endif
