# Two Debian packages: the tool, and the headers of the runtime. `cpack -G DEB` in a
# build folder in which everything is built.

install(TARGETS holdfast holdfast-clangd
  RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT tool)
install(TARGETS holdfast-tidy
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/holdfast COMPONENT tool)
# The name by which find_package() finds it; as it is, include() does.
install(FILES cmake/HoldfastCheck.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/HoldfastCheck
  RENAME HoldfastCheckConfig.cmake COMPONENT tool)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/holdfast
  RENAME copyright COMPONENT tool)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/holdfast-runtime-dev
  RENAME copyright COMPONENT runtime)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR holdfast)
set(CPACK_PACKAGE_CONTACT "the holdfast authors <holdfast@localhost>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_COMPONENTS_ALL tool runtime)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)

set(CPACK_DEBIAN_TOOL_PACKAGE_NAME holdfast)
set(CPACK_DEBIAN_TOOL_PACKAGE_SECTION devel)
set(CPACK_COMPONENT_TOOL_DESCRIPTION "find dropped task handles in C++ code
Checks for clang-tidy, a driver for whole code bases, and a clangd with the
checks linked in.")
set(CPACK_DEBIAN_TOOL_PACKAGE_SHLIBDEPS ON)
# clang's own headers, such as stddef.h.
set(CPACK_DEBIAN_TOOL_PACKAGE_DEPENDS "libclang-common-${LLVM_VERSION_MAJOR}-dev")
# The fixes name the runtime; the plugin is for that clang-tidy.
set(CPACK_DEBIAN_TOOL_PACKAGE_RECOMMENDS
  "holdfast-runtime-dev, clang-tidy-${LLVM_VERSION_MAJOR}, git")

set(CPACK_DEBIAN_RUNTIME_PACKAGE_NAME holdfast-runtime-dev)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_SECTION libdevel)
set(CPACK_COMPONENT_RUNTIME_DESCRIPTION "owners for tasks on Asio, headers
Task groups, tracked sets and awaitable handles in C++20, on standalone Asio
or Boost.Asio, and annotations for holdfast's checks.")
set(CPACK_DEBIAN_RUNTIME_PACKAGE_DEPENDS "libasio-dev | libboost-dev")

include(CPack)
