// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// cppcoro, which the checks' own fixtures use as well.
#pragma once

#include "../cppcoro.h"
