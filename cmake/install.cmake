# What `make install` copies. Paths follow GNUInstallDirs; man pages and completions are taken when they are there.
if(TARGET copytaster)
  install(TARGETS copytaster RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
install(TARGETS copytaster-static copytaster-shared
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES include/copytaster.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} OPTIONAL)

string(REPLACE ";" " " private_modules "${modules}")
configure_file(packaging/copytaster.pc.in copytaster.pc @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/copytaster.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

foreach(section 1 3 5 7)
  file(GLOB pages CONFIGURE_DEPENDS man/*.${section})
  install(FILES ${pages} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
endforeach()
install(FILES packaging/completions/copytaster.bash OPTIONAL
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME copytaster)
install(FILES packaging/completions/_copytaster OPTIONAL
  DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES packaging/completions/copytaster.fish OPTIONAL
  DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
