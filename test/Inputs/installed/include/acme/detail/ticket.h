// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

namespace acme {

class ticket {
public:
  ~ticket();
  void get();
};
class receipt {
public:
  ~receipt();
};

} // namespace acme
