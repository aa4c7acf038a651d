# LLVM, Clang and the flags that every tool target shares.

# find_package(Clang) names this target through clangd's libraries. Debian's
# libgrpc++-dev provides the real one, which holdfast-clangd links.
find_package(gRPC CONFIG QUIET)
if(NOT TARGET gRPC::grpc++)
  add_library(gRPC::grpc++ INTERFACE IMPORTED)
endif()
string(REGEX MATCH "^[0-9]+" HOLDFAST_LLVM_MAJOR ${HOLDFAST_LLVM_VERSION})
set(HOLDFAST_LLVM_PREFIX /usr/lib/llvm-${HOLDFAST_LLVM_MAJOR} CACHE PATH
    "Where that LLVM is installed")
# Nowhere else: where several are installed, another one's Clang would bring its
# own LLVM in place of this one.
find_package(LLVM ${HOLDFAST_LLVM_VERSION} REQUIRED CONFIG NO_DEFAULT_PATH
             PATHS ${HOLDFAST_LLVM_PREFIX}/lib/cmake/llvm)
find_package(Clang REQUIRED CONFIG NO_DEFAULT_PATH
             PATHS ${HOLDFAST_LLVM_PREFIX}/lib/cmake/clang)
find_package(fmt REQUIRED CONFIG)

add_library(holdfast_tool_flags INTERFACE)
target_include_directories(holdfast_tool_flags INTERFACE ${PROJECT_SOURCE_DIR})
# After the system's own: where libc++abi is installed, LLVM's folder holds a
# cxxabi.h that does not fit libstdc++.
target_compile_options(holdfast_tool_flags INTERFACE
  "SHELL:-idirafter ${LLVM_INCLUDE_DIRS}"
  "SHELL:-idirafter ${LLVM_INCLUDE_DIRS}/clang-tidy")
target_compile_definitions(holdfast_tool_flags INTERFACE ${LLVM_DEFINITIONS_LIST})
target_compile_options(holdfast_tool_flags INTERFACE
  -fno-rtti -fno-exceptions -Wall -Wextra -Wno-unused-parameter -Werror)
target_link_libraries(holdfast_tool_flags INTERFACE fmt::fmt-header-only)
if(HOLDFAST_SANITIZE)
  target_compile_options(holdfast_tool_flags INTERFACE
    -fsanitize=${HOLDFAST_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(holdfast_tool_flags INTERFACE -fsanitize=${HOLDFAST_SANITIZE})
endif()
add_link_options(-fuse-ld=lld)

# The headers that nearly every tool file reads: about 12 s of parsing, once.
set(HOLDFAST_PRECOMPILED
  <clang-tidy/ClangTidyCheck.h>
  <clang/AST/ASTContext.h>
  <clang/AST/DeclTemplate.h>
  <clang/AST/ExprCXX.h>
  <clang/AST/RecursiveASTVisitor.h>
  <clang/AST/StmtCXX.h>
  <clang/ASTMatchers/ASTMatchFinder.h>
  <clang/ASTMatchers/ASTMatchers.h>
  <clang/Lex/Lexer.h>
  <fmt/format.h>
  <optional> <string> <vector>)
