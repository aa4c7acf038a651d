// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A library as it is installed: its headers, and beside them what holdfast
// should know of it.
#pragma once

#include "detail/ticket.h"

namespace acme {

ticket send(int);
/// Keeps what it returns a copy of.
ticket publish(int);
receipt store(int);

} // namespace acme
