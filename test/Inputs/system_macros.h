// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands for a library that is installed on the system: nothing that is spelled
// here is the user's to repair.
#pragma once
#pragma GCC system_header

#include "cppcoro.h"

cppcoro::task<> system_task();

#define SYSTEM_KICK() system_task()

inline void system_drop() { system_task(); }

template <class T> void system_template(T make) { make(); }
