// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The user's own YAML files as text: what is in them, and where, so that
// something can be added while all else stays as it was written.
#pragma once

#include "llvm/ADT/StringRef.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace holdfast::driver {

/// One value of a document. Offsets are in bytes of the whole text.
struct YamlValue {
  enum class Kind { Scalar, Block, List, FlowList, Map, FlowMap };
  Kind What = Kind::Scalar;
  /// Of a scalar, without its quotes.
  std::string Text;
  /// Where it begins: at its quote, bracket, `|` or `>`.
  size_t Begin = 0;
  /// Behind a scalar; where the last element of a list begins.
  size_t End = 0;
};

/// A document: its values by dotted path, such as
/// `Diagnostics.ClangTidy.FastCheckFilter`. The root has the empty path.
using YamlDocument = std::map<std::string, YamlValue>;

/// The documents of \p Text. nullopt: it is no YAML, and \p Error says where.
std::optional<std::vector<YamlDocument>>
readYaml(llvm::StringRef File, llvm::StringRef Text, std::string &Error);

} // namespace holdfast::driver
