# The library that hosts link: all layers in one static and one shared library, the headers, and what find_package and
# pkg-config need. Only what include/golite marks with GOLITE_API is visible.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(layers golite_support golite_lexer golite_parser golite_sema golite_bytecode golite_ir golite_compiler golite_runtime golite_vm
           golite_stdlib golite_embed)
set(objects "")
foreach(layer IN LISTS layers)
  list(APPEND objects $<TARGET_OBJECTS:${layer}>)
endforeach()

add_library(golite_static STATIC ${objects})
add_library(golite_shared SHARED ${objects})
set_target_properties(golite_static PROPERTIES EXPORT_NAME static)
set_target_properties(golite_shared PROPERTIES EXPORT_NAME shared VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR})
foreach(library golite_static golite_shared)
  set_target_properties(${library} PROPERTIES OUTPUT_NAME golite LINKER_LANGUAGE CXX)
  target_include_directories(${library} INTERFACE $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>
                                                  $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  target_compile_features(${library} INTERFACE cxx_std_20)
  # What scripts without I/O need: package regexp and the tables of package unicode.
  target_link_libraries(${library} PRIVATE re2 utf8proc)
endforeach()
target_link_options(golite_shared PRIVATE -Wl,--version-script,${CMAKE_CURRENT_LIST_DIR}/golite.map -Wl,--as-needed -Wl,-z,defs)
set_property(TARGET golite_shared PROPERTY LINK_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/golite.map)
# Tables of natives and sources need many relocations at start: packed, they take a tenth of the space.
include(CheckLinkerFlag)
# Templates and inline functions that nothing calls are left out: a twentieth of the library.
target_link_options(golite_shared PRIVATE -Wl,--gc-sections -Wl,-O2)
target_link_options(golite PRIVATE -Wl,--gc-sections -Wl,-O2)
check_linker_flag(CXX "-Wl,-z,pack-relative-relocs" GOLITE_CAN_PACK_RELOCATIONS)
if(GOLITE_CAN_PACK_RELOCATIONS)
  target_link_options(golite_shared PRIVATE -Wl,-z,pack-relative-relocs)
  target_link_options(golite PRIVATE -Wl,-z,pack-relative-relocs)
endif()
# With add_subdirectory a host links this.
add_library(golite::golite ALIAS golite_static)
add_library(golite::static ALIAS golite_static)
add_library(golite::shared ALIAS golite_shared)

install(TARGETS golite_static golite_shared EXPORT golite-targets)
install(TARGETS golite)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/golite DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT golite-targets NAMESPACE golite:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/golite)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/golite-config.cmake.in ${PROJECT_BINARY_DIR}/golite-config.cmake
                              INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/golite)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/golite-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/golite-config.cmake ${PROJECT_BINARY_DIR}/golite-config-version.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/golite)
# The installed tree may be moved: pkg-config finds it from where golite.pc lies.
file(RELATIVE_PATH GOLITE_PC_PREFIX "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
configure_file(${CMAKE_CURRENT_LIST_DIR}/golite.pc.in ${PROJECT_BINARY_DIR}/golite.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/golite.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
