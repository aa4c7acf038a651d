// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The header that a fix adds; the fixture has what it declares already.
#pragma once
#include "libraries/coke.h"
