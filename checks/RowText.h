// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The code that catalogue rows hold, with its placeholders filled.
#pragma once

#include "checks/TaskModel.h"

#include <string>

namespace holdfast {

/// Puts \p Value in the place of every \p Key of a catalogue text.
std::string fill(llvm::StringRef Text, llvm::StringRef Key,
                 llvm::StringRef Value);

/// The root under which \p T is declared: `asio` or `boost::asio`. Empty where
/// no row says it.
std::string rootOf(const TaskType &T);

} // namespace holdfast
