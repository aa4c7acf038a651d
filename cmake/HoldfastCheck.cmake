# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# holdfast for single targets:
#
#   find_package(HoldfastCheck REQUIRED)   # or include(HoldfastCheck)
#   holdfast_check(my_program)
#
#   cmake --build build --target my_program-holdfast
#   cmake --build build --target holdfast            # all of them
#
# The target fails if there are findings in the sources of my_program or in headers
# that they read. Further words are options of `holdfast check`:
#
#   holdfast_check(my_program --baseline ${CMAKE_SOURCE_DIR}/holdfast-baseline.json)
#
# Headers that are generated when my_program is built must be there.

find_program(HOLDFAST holdfast DOC "The program holdfast")

function(holdfast_check target)
  if(NOT TARGET ${target})
    message(FATAL_ERROR "holdfast_check: '${target}' is no target of this project")
  endif()
  if(NOT HOLDFAST)
    message(FATAL_ERROR "holdfast_check: the program holdfast was not found; "
                        "install it, or say where it is: -DHOLDFAST=/path/to/holdfast")
  endif()
  if(NOT CMAKE_GENERATOR MATCHES "Ninja|Makefiles")
    message(FATAL_ERROR "holdfast_check: '${CMAKE_GENERATOR}' writes no compilation "
                        "database; use Ninja or Makefiles")
  endif()
  set_target_properties(${target} PROPERTIES EXPORT_COMPILE_COMMANDS ON)
  get_target_property(folder ${target} SOURCE_DIR)
  set(sources "$<FILTER:$<TARGET_PROPERTY:${target},SOURCES>,INCLUDE,\\.(C|cc|cp|cpp|cxx|CPP|c\\+\\+)$>")
  add_custom_target(${target}-holdfast
    COMMAND ${HOLDFAST} check -p ${CMAKE_BINARY_DIR} ${ARGN} ${sources}
    WORKING_DIRECTORY ${folder}
    COMMENT "holdfast ${target}"
    COMMAND_EXPAND_LISTS VERBATIM USES_TERMINAL)
  if(NOT TARGET holdfast)
    add_custom_target(holdfast)
  endif()
  add_dependencies(holdfast ${target}-holdfast)
endfunction()
