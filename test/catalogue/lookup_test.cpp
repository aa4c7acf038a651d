// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the built-in rows answer.
#include "checks/catalogue/Catalogue.h"

#include <gtest/gtest.h>

using namespace holdfast;
using namespace holdfast::catalogue;

namespace {

const Catalogue &builtIn() { return *Catalogue::builtIn(); }

TEST(Lookup, AHandleIsFoundUnderEachRoot) {
  const HandleRow *Standalone = builtIn().handle("::asio::awaitable");
  ASSERT_TRUE(Standalone);
  EXPECT_EQ(Standalone, builtIn().handle("::boost::asio::awaitable"));
  EXPECT_EQ(Standalone->Drop, Consequence::NeverStarts);
  EXPECT_EQ(Standalone->Lib->Id, "asio");
  EXPECT_EQ(Standalone->Lib->File, "<built in>/asio.yaml");
  EXPECT_EQ(Standalone->Lib->rootOf("::boost::asio::awaitable"), "boost::asio");
  EXPECT_EQ(Standalone->Lib->rootOf("::asio::awaitable"), "asio");
  EXPECT_EQ(Standalone->Lib->rootOf("::asiox::awaitable"), "asio");
}

TEST(Lookup, NamesAreWholeNames) {
  EXPECT_FALSE(builtIn().handle("::asio::awaitabl"));
  EXPECT_FALSE(builtIn().handle("::awaitable"));
  EXPECT_FALSE(builtIn().handle("asio::awaitable"));
  EXPECT_FALSE(builtIn().handle("::my::asio::awaitable"));
}

} // namespace
