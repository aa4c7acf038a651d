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
  EXPECT_EQ(Standalone->Starts, Start::Lazy);
  EXPECT_EQ(Standalone->Drop, Consequence::NeverStarts);
  EXPECT_EQ(Standalone->Errors, ErrorFate::None);
  EXPECT_EQ(Standalone->Lib->Id, "asio");
  EXPECT_EQ(Standalone->Lib->File, "<built in>/asio.yaml");
  EXPECT_EQ(Standalone->Lib->rootOf("::boost::asio::awaitable"), "boost::asio");
  EXPECT_EQ(Standalone->Lib->rootOf("::asio::awaitable"), "asio");
  // Not under `::asio`, for all that it begins alike: the first root.
  EXPECT_EQ(Standalone->Lib->rootOf("::boost::asiox::awaitable"), "asio");
}

TEST(Lookup, NamesAreWholeNames) {
  EXPECT_FALSE(builtIn().handle("::asio::awaitabl"));
  EXPECT_FALSE(builtIn().handle("::awaitable"));
  EXPECT_FALSE(builtIn().handle("asio::awaitable"));
  EXPECT_FALSE(builtIn().handle("::my::asio::awaitable"));
  EXPECT_FALSE(builtIn().handle(""));
}

TEST(Lookup, TheStandardLibrary) {
  const HandleRow *Future = builtIn().handle("::std::future");
  ASSERT_TRUE(Future);
  EXPECT_EQ(Future->Drop, Consequence::Detaches);
  EXPECT_EQ(Future->Observe, std::vector<std::string>{"get"});
  EXPECT_EQ(Future->Join,
            (std::vector<std::string>{"wait", "wait_for", "wait_until"}));
  EXPECT_EQ(Future->Chain, std::vector<std::string>{"share"});
  const SpawnRow *Async = builtIn().spawn("::std::async", 2);
  ASSERT_TRUE(Async);
  EXPECT_EQ(Async->Drop, Consequence::Blocks);
  EXPECT_FALSE(Async->HasToken);
  EXPECT_TRUE(builtIn().handle("::std::jthread")->TemporaryOnly);
  EXPECT_EQ(builtIn().handle("::std::thread")->Drop, Consequence::Terminates);
  EXPECT_TRUE(builtIn().detacher("::std::thread::detach"));
  EXPECT_TRUE(builtIn().detacher("::pthread_detach"));
  EXPECT_FALSE(builtIn().detacher("::std::pthread_detach"));
}

TEST(Lookup, TokensOfCoSpawn) {
  const SpawnRow *Spawn = builtIn().spawn("::boost::asio::co_spawn", 3);
  ASSERT_TRUE(Spawn);
  EXPECT_TRUE(Spawn->HasToken);
  EXPECT_EQ(Spawn->ExecutorArg, 0);
  EXPECT_EQ(Spawn->TaskArg, 1);
  const TokenCase *Detached =
      builtIn().tokenCase(*Spawn, "::boost::asio::detached_t");
  ASSERT_TRUE(Detached);
  EXPECT_TRUE(Detached->Detached);
  EXPECT_EQ(Detached->Errors, ErrorFate::Swallowed);
  EXPECT_EQ(Detached, builtIn().tokenCase(*Spawn, "::asio::detached_t"));
  EXPECT_EQ(builtIn().tokenCase(*Spawn, "::asio::use_future_t")->Drop,
            Consequence::Detaches);
  EXPECT_FALSE(builtIn().tokenCase(*Spawn, "::my::detached_t"));
}

TEST(Lookup, TokensThatDetachWhateverTheSpawn) {
  const auto [Case, Lib] =
      builtIn().detachingToken("::boost::asio::detached_t");
  ASSERT_TRUE(Case);
  EXPECT_EQ(Case->Errors, ErrorFate::Swallowed);
  EXPECT_EQ(Lib->Id, "asio");
  EXPECT_FALSE(builtIn().detachingToken("::asio::use_future_t").first);
  EXPECT_TRUE(builtIn().isInitiating("async_read"));
  EXPECT_FALSE(builtIn().isInitiating("asynchronous"));
}

TEST(Lookup, EnumeratorsAmongTheArguments) {
  const SpawnRow &Async = *builtIn().spawn("::std::async", 2);
  const ValueCase *Deferred =
      builtIn().valueCase(Async, "::std::launch::deferred");
  ASSERT_TRUE(Deferred);
  EXPECT_EQ(Deferred->Drop, Consequence::NeverStarts);
  EXPECT_FALSE(builtIn().valueCase(Async, "::std::launch::async"));
  EXPECT_FALSE(builtIn().valueCase(Async, "::my::launch::deferred"));
}

TEST(Lookup, TheNameThatUsersKnow) {
  const HandleRow *Row = builtIn().handle("::tbb::detail::d2::task_handle");
  ASSERT_TRUE(Row);
  EXPECT_EQ(Row->Lib->publicName("::tbb::detail::d2::task_handle"),
            "::tbb::task_handle");
}

TEST(Lookup, TheNumberOfArgumentsChoosesTheRow) {
  EXPECT_EQ(builtIn().spawn("::asio::spawn", 3)->TaskArg, 1);
  EXPECT_EQ(builtIn().spawn("::asio::spawn", 5)->TaskArg, 3);
  EXPECT_FALSE(builtIn().spawn("::asio::spawn", 2));
  EXPECT_TRUE(builtIn().spawn("::asio::co_spawn", 2));
}

TEST(Lookup, TokenAdapters) {
  for (const char *Name :
       {"::asio::executor_binder", "::asio::cancellation_slot_binder",
        "::boost::asio::allocator_binder", "::boost::asio::consign_t",
        "::asio::experimental::append_t", "::boost::asio::prepend_t"}) {
    const TokenAdapterRow *Row = builtIn().tokenAdapter(Name);
    ASSERT_TRUE(Row) << Name;
    EXPECT_EQ(Row->Inner, 0u) << Name;
    EXPECT_FALSE(Row->Droppable) << Name;
  }
  EXPECT_TRUE(builtIn().tokenAdapter("::boost::asio::as_tuple_t")->Droppable);
  EXPECT_TRUE(builtIn().tokenAdapter("::asio::redirect_error_t")->Droppable);
  EXPECT_TRUE(
      builtIn().tokenAdapter("::asio::experimental::as_tuple_t")->Droppable);
  EXPECT_FALSE(builtIn().tokenAdapter("::asio::detached_t"));
}

TEST(Lookup, OwnersAndWhatTheyTake) {
  const OwnerRow *Group = builtIn().owner("::holdfast::persistent_task_group");
  ASSERT_TRUE(Group);
  EXPECT_EQ(Group->Add, "{o}.spawn({h})");
  EXPECT_EQ(Group->AddOn, "{o}.spawn_on({ex}, {h})");
  EXPECT_TRUE(builtIn().accepts(*Group, "::boost::asio::awaitable"));
  EXPECT_FALSE(builtIn().accepts(*Group, "::cppcoro::task"));
  const OwnerRow *Scope = builtIn().owner("::cppcoro::async_scope");
  ASSERT_TRUE(Scope);
  EXPECT_TRUE(builtIn().accepts(*Scope, "::cppcoro::task"));
  EXPECT_FALSE(builtIn().accepts(*Scope, "::asio::awaitable"));
  EXPECT_FALSE(builtIn().accepts(*Scope, "::nobody::knows"));
  const BackgroundRow *Background =
      builtIn().background("::boost::asio::awaitable");
  ASSERT_TRUE(Background);
  EXPECT_EQ(Background->Header, "<holdfast/background.hpp>");
  EXPECT_FALSE(builtIn().background("::cppcoro::task"));
}

TEST(Lookup, RewritesAndExecutors) {
  const Library &Asio = *builtIn().handle("::asio::awaitable")->Lib;
  const RewriteRow *Rewrite = builtIn().rewrite(Asio, "detached");
  ASSERT_TRUE(Rewrite);
  EXPECT_EQ(Rewrite->To, "[](std::exception_ptr e) { if (e) "
                         "std::rethrow_exception(e); }");
  EXPECT_EQ(Rewrite->Header, "<exception>");
  EXPECT_FALSE(builtIn().rewrite(Asio, "use_future"));
  EXPECT_EQ(Asio.ThisExecutor, "co_await {ns}::this_coro::executor");
  EXPECT_TRUE(builtIn().isExecutor("::boost::asio::io_context"));
  EXPECT_TRUE(builtIn().isExecutor("::asio::io_context::basic_executor_type"));
  EXPECT_FALSE(builtIn().isExecutor("::asio::awaitable"));
}

TEST(Lookup, HowACancellationArrives) {
  const CancellationRow *Boost =
      builtIn().cancellation("::boost::asio::awaitable");
  ASSERT_TRUE(Boost);
  EXPECT_EQ(Boost->Throws,
            std::vector<std::string>{"::boost::system::system_error"});
  EXPECT_EQ(Boost->Tells.front(), "operation_aborted");
  EXPECT_TRUE(Boost->Repeats);
  const CancellationRow *Cppcoro = builtIn().cancellation("::cppcoro::task");
  ASSERT_TRUE(Cppcoro);
  EXPECT_FALSE(Cppcoro->Repeats);
  // A kj promise is destroyed where it stands.
  EXPECT_FALSE(builtIn().cancellation("::kj::Promise"));
}

TEST(Lookup, WhatALoopWaitsFor) {
  EXPECT_TRUE(
      builtIn().isTimerWait("::asio::basic_waitable_timer::async_wait"));
  EXPECT_TRUE(builtIn().isTimerWait("::std::this_thread::sleep_for"));
  EXPECT_FALSE(builtIn().isTimerWait("::asio::basic_socket_acceptor::accept"));
  EXPECT_TRUE(builtIn().isAcceptWait(
      "::boost::asio::basic_socket_acceptor::async_accept"));
}

TEST(Lookup, WhichOwnersFailFast) {
  EXPECT_TRUE(builtIn().owner("::holdfast::task_group")->FailFast);
  EXPECT_TRUE(builtIn().owner("::tbb::task_group")->FailFast);
  EXPECT_FALSE(builtIn().owner("::holdfast::task_set")->FailFast);
}

TEST(Lookup, WhatIsMeantAndWhatIsNoTask) {
  EXPECT_TRUE(builtIn().isSanctioned("::holdfast::fire_and_forget"));
  EXPECT_TRUE(builtIn().isSanctioned("::cppcoro::async_scope::spawn"));
  EXPECT_FALSE(builtIn().isSanctioned("::fire_and_forget"));
  EXPECT_TRUE(builtIn().isSanctionedMacro("EXPECT_THROW"));
  EXPECT_TRUE(builtIn().isSanctionedMacro("BOOST_CHECK_THROW"));
  EXPECT_FALSE(builtIn().isSanctionedMacro("EXPECT_EQ"));
  EXPECT_TRUE(builtIn().isNotTask("::cppcoro::generator"));
  EXPECT_FALSE(builtIn().isNotTask("::cppcoro::task"));
}

TEST(Lookup, LastComponentsOfSpawns) {
  EXPECT_TRUE(builtIn().mayBeSpawn("co_spawn"));
  EXPECT_TRUE(builtIn().mayBeSpawn("pthread_detach"));
  EXPECT_TRUE(builtIn().mayBeSpawn("detach"));
  EXPECT_FALSE(builtIn().mayBeSpawn("thread"));
  EXPECT_FALSE(builtIn().mayBeSpawn("::std::async"));
  EXPECT_FALSE(builtIn().mayBeSpawn(""));
}

} // namespace
